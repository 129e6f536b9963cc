SELECT
  *
FROM (
  SELECT
    "klacht_id",
    "gemeente",
    "ingediend_op",
    "oordeel",
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                "ingediend_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                FALSE
              )
            )
          ),
          FALSE
        )
      )
      THEN 0
      WHEN (
        (
          NOT (
            NOT (
              "oordeel" IS NULL
            )
          )
        )
      )
      THEN 2
      WHEN (
        (
          (
            NOT (
              NOT (
                "oordeel" IS NULL
              )
            )
          )
        )
      ) IS NULL
      THEN 1
      WHEN (
        (
          "oordeel" = 'gegrond'
        )
      )
      THEN 4
      WHEN (
        (
          (
            "oordeel" = 'gegrond'
          )
        )
      ) IS NULL
      THEN 1
      ELSE 3
    END AS "antwoord",
    COALESCE(
      "ingediend_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS "periode: ingediend op valt in de periode",
    NOT (
      NOT (
        "oordeel" IS NULL
      )
    ) AS "open: er is nog geen oordeel",
    "oordeel" = 'gegrond' AS "teller: het oordeel is gegrond"
  FROM (
    SELECT
      "klacht_id" AS "klacht_id",
      "gemeente" AS "gemeente",
      CASE
        WHEN "ingediend_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "ingediend_op"
      END AS "ingediend_op",
      CASE
        WHEN "afgehandeld_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE NULLIF("oordeel", 'onbekend')
      END AS "oordeel"
    FROM feit_klacht
    WHERE
      NOT (
        COALESCE("ingediend_op" > CAST('2025-04-30' AS DATE), FALSE)
      )
  ) AS f
) AS g
WHERE
  "antwoord" > 0
ORDER BY
  "klacht_id";
