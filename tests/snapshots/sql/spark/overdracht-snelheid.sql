SELECT
  `regio`,
  DATEDIFF(DAY, `besluit_op`, `overgedragen_op`) AS waarde,
  COUNT(*)
FROM (
  SELECT
    CASE WHEN `regio_bekend_op` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `regio` END AS `regio`,
    CASE
      WHEN `overgedragen_op` > CAST('2025-04-30' AS DATE)
      THEN NULL
      ELSE `overgedragen_op`
    END AS `overgedragen_op`,
    CASE WHEN `besluit_op` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `besluit_op` END AS `besluit_op`
  FROM feit_overdracht
  WHERE
    NOT (
      COALESCE(`bekend_vanaf` > CAST('2025-04-30' AS DATE), FALSE)
    )
) AS f
WHERE
  (
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                `overgedragen_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                FALSE
              )
            )
          ),
          FALSE
        )
      )
      THEN 0
      WHEN NOT (
        COALESCE(
          (
            (
              NOT (
                `besluit_op` IS NULL
              )
            )
            AND (
              NOT (
                `overgedragen_op` < `besluit_op`
              )
            )
          ),
          FALSE
        )
      )
      THEN 1
      ELSE 3
    END
  ) >= 3
GROUP BY
  `regio`,
  DATEDIFF(DAY, `besluit_op`, `overgedragen_op`);

SELECT
  `regio`,
  CAST(SUM(CASE WHEN `a0` = 1 THEN `n` ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN `a0` = 2 THEN `n` ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN `a0` = 3 THEN `n` ELSE 0 END) AS BIGINT),
  CAST(SUM(CASE WHEN `a0` = 4 THEN `n` ELSE 0 END) AS BIGINT)
FROM (
  SELECT
    `regio`,
    `a0`,
    COUNT(*) AS n
  FROM (
    SELECT
      `regio`,
      CASE
        WHEN NOT (
          COALESCE(
            (
              (
                COALESCE(
                  `overgedragen_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                  FALSE
                )
              )
            ),
            FALSE
          )
        )
        THEN 0
        WHEN NOT (
          COALESCE(
            (
              (
                NOT (
                  `besluit_op` IS NULL
                )
              )
              AND (
                NOT (
                  `overgedragen_op` < `besluit_op`
                )
              )
            ),
            FALSE
          )
        )
        THEN 1
        ELSE 3
      END AS a0
    FROM (
      SELECT
        CASE WHEN `regio_bekend_op` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `regio` END AS `regio`,
        CASE
          WHEN `overgedragen_op` > CAST('2025-04-30' AS DATE)
          THEN NULL
          ELSE `overgedragen_op`
        END AS `overgedragen_op`,
        CASE WHEN `besluit_op` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `besluit_op` END AS `besluit_op`
      FROM feit_overdracht
      WHERE
        NOT (
          COALESCE(`bekend_vanaf` > CAST('2025-04-30' AS DATE), FALSE)
        )
    ) AS f
  ) AS g
  GROUP BY
    `regio`,
    `a0`
) AS c
GROUP BY
  `regio`;
