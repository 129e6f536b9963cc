SELECT
  "gemeente",
  COUNT(*),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 0
          )
        )
        AND (
          CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 8
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
            CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 8
          )
        )
        AND (
          CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 15
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
            CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 15
          )
        )
        AND (
          CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 29
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
            CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 29
          )
        )
        AND (
          CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 57
        )
      )
      THEN 1
    END
  ),
  COUNT(
    CASE
      WHEN NOT (
        CAST(EXTRACT(epoch FROM CAST(CAST('2025-04-30' AS DATE) AS TIMESTAMP) - CAST("ontvangen_op" AS TIMESTAMP)) / 86400 AS BIGINT) < 57
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
