SELECT
  *
FROM (
  SELECT
    "dienst_id",
    "gemeente",
    "toegewezen_op",
    "soort",
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                "toegewezen_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
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
      ELSE 3
    END AS "antwoord",
    COALESCE(
      "toegewezen_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS "periode: toegewezen op valt in de periode",
    "soort" IN ('voorwaarden_en_vervolg', 'onderzoek') AS "noemer: de dienst is Voorwaarden & Vervolg of onderzoek"
  FROM (
    SELECT
      "dienst_id" AS "dienst_id",
      CASE
        WHEN "gemeente_bekend_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "gemeente"
      END AS "gemeente",
      CASE
        WHEN "toegewezen_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "toegewezen_op"
      END AS "toegewezen_op",
      NULLIF("soort", 'onbekend') AS "soort"
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
