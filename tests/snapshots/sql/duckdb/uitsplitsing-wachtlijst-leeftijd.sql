SELECT
  "gemeente",
  COUNT(*),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 0
          )
        )
        AND (
          DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 8
        )
      )
      THEN 1
    END
  ),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 8
          )
        )
        AND (
          DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 15
        )
      )
      THEN 1
    END
  ),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 15
          )
        )
        AND (
          DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 29
        )
      )
      THEN 1
    END
  ),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 29
          )
        )
        AND (
          DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 57
        )
      )
      THEN 1
    END
  ),
  COUNT(
    CASE
      WHEN NOT (
        DATE_DIFF('DAY', "ontvangen_op", CAST('2025-04-30' AS DATE)) < 57
      )
      THEN 1
    END
  )
FROM (
  SELECT
    CASE
      WHEN "gemeente_bekend_op" > CAST('2025-04-30' AS DATE)
      THEN NULL
      ELSE "gemeente"
    END AS "gemeente",
    CASE
      WHEN "ontvangen_op" > CAST('2025-04-30' AS DATE)
      THEN NULL
      ELSE "ontvangen_op"
    END AS "ontvangen_op",
    CASE
      WHEN "beoordeeld_op" > CAST('2025-04-30' AS DATE)
      THEN NULL
      ELSE "beoordeeld_op"
    END AS "beoordeeld_op",
    NULLIF("ter_registratie", 'onbekend') AS "ter_registratie"
  FROM feit_melding
  WHERE
    NOT (
      COALESCE("ontvangen_op" > CAST('2025-04-30' AS DATE), FALSE)
    )
) AS f
WHERE
  (
    NOT (
      "ontvangen_op" IS NULL
    )
    AND NOT (
      NOT (
        "beoordeeld_op" IS NULL
      )
    )
  )
  AND "ter_registratie" = 'nee'
GROUP BY
  "gemeente";
