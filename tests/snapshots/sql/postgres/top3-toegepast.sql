SELECT
  *
FROM (
  SELECT
    "dienst_id",
    "gemeente",
    "afgerond_op",
    "soort",
    "top3",
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                "afgerond_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                FALSE
              )
            )
          ),
          FALSE
        )
      )
      THEN 0
      WHEN NOT (
        (
          (
            "soort" IN ('voorwaarden_en_vervolg', 'onderzoek')
          )
        )
      )
      THEN 0
      WHEN (
        (
          (
            "soort" IN ('voorwaarden_en_vervolg', 'onderzoek')
          )
        )
      ) IS NULL
      THEN 1
      WHEN (
        (
          "top3" = 'ja'
        )
      )
      THEN 4
      WHEN (
        (
          (
            "top3" = 'ja'
          )
        )
      ) IS NULL
      THEN 1
      ELSE 3
    END AS "antwoord",
    COALESCE(
      "afgerond_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS "periode: afgerond op valt in de periode",
    "soort" IN ('voorwaarden_en_vervolg', 'onderzoek') AS "noemer: de dienst is Voorwaarden & Vervolg of onderzoek",
    "top3" = 'ja' AS "teller: TOP-3 is toegepast"
  FROM (
    SELECT
      "dienst_id" AS "dienst_id",
      CASE
        WHEN "gemeente_bekend_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "gemeente"
      END AS "gemeente",
      CASE
        WHEN "afgerond_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "afgerond_op"
      END AS "afgerond_op",
      NULLIF("soort", 'onbekend') AS "soort",
      NULLIF("top3", 'onbekend') AS "top3"
    FROM feit_dienst
    WHERE
      NOT (
        COALESCE("toegewezen_op" > CAST('2025-04-30' AS DATE), FALSE)
      )
  ) AS f
) AS g
WHERE
  "antwoord" > 0
ORDER BY
  "dienst_id";
