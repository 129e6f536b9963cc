SELECT
  `regio`,
  `cijfer` AS waarde,
  COUNT(*)
FROM (
  SELECT
    `regio` AS `regio`,
    CASE WHEN `datum` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `datum` END AS `datum`,
    NULLIF(`doelgroep`, 'onbekend') AS `doelgroep`,
    `cijfer` AS `cijfer`
  FROM feit_tevredenheid
  WHERE
    NOT (
      COALESCE(`datum` > CAST('2025-04-30' AS DATE), FALSE)
    )
) AS f
WHERE
  (
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(`datum` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE), FALSE)
            )
          ),
          FALSE
        )
      )
      THEN 0
      WHEN NOT (
        (
          (
            `doelgroep` = 'betrokkene'
          )
        )
      )
      THEN 0
      WHEN (
        (
          (
            `doelgroep` = 'betrokkene'
          )
        )
      ) IS NULL
      THEN 1
      WHEN NOT (
        COALESCE((
          (
            NOT (
              `cijfer` IS NULL
            )
          )
        ), FALSE)
      )
      THEN 1
      ELSE 3
    END
  ) >= 3
GROUP BY
  `regio`,
  `cijfer`;

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
                COALESCE(`datum` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE), FALSE)
              )
            ),
            FALSE
          )
        )
        THEN 0
        WHEN NOT (
          (
            (
              `doelgroep` = 'betrokkene'
            )
          )
        )
        THEN 0
        WHEN (
          (
            (
              `doelgroep` = 'betrokkene'
            )
          )
        ) IS NULL
        THEN 1
        WHEN NOT (
          COALESCE((
            (
              NOT (
                `cijfer` IS NULL
              )
            )
          ), FALSE)
        )
        THEN 1
        ELSE 3
      END AS a0
    FROM (
      SELECT
        `regio` AS `regio`,
        CASE WHEN `datum` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `datum` END AS `datum`,
        NULLIF(`doelgroep`, 'onbekend') AS `doelgroep`,
        `cijfer` AS `cijfer`
      FROM feit_tevredenheid
      WHERE
        NOT (
          COALESCE(`datum` > CAST('2025-04-30' AS DATE), FALSE)
        )
    ) AS f
  ) AS g
  GROUP BY
    `regio`,
    `a0`
) AS c
GROUP BY
  `regio`;
