SELECT
  *
FROM (
  SELECT
    "melding_id",
    "gemeente",
    "ontvangen_op",
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                "ontvangen_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                FALSE
              )
            )
          ),
          FALSE
        )
      )
      THEN 0
      ELSE 3
    END AS "antwoord",
    COALESCE(
      "ontvangen_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS "periode: ontvangen op valt in de periode"
  FROM (
    SELECT
      "melding_id" AS "melding_id",
      CASE
        WHEN "gemeente_bekend_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "gemeente"
      END AS "gemeente",
      CASE
        WHEN "ontvangen_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "ontvangen_op"
      END AS "ontvangen_op"
    FROM feit_melding
    WHERE
      NOT (
        COALESCE("ontvangen_op" > CAST('2025-04-30' AS DATE), FALSE)
      )
  ) AS f
) AS g
WHERE
  "antwoord" > 0
ORDER BY
  "melding_id";
