SELECT
  *
FROM (
  SELECT
    `dienst_id`,
    `gemeente`,
    `afgerond_op`,
    `soort`,
    `gestart_op`,
    `uiterste_onderzoek_na_start`,
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                `afgerond_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
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
            `soort` = 'onderzoek'
          )
        )
      )
      THEN 0
      WHEN (
        (
          (
            `soort` = 'onderzoek'
          )
        )
      ) IS NULL
      THEN 1
      WHEN NOT (
        COALESCE(
          (
            (
              NOT (
                `gestart_op` IS NULL
              )
            )
            AND (
              (
                (
                  NOT (
                    NOT (
                      `afgerond_op` IS NULL
                    )
                  )
                )
                OR (
                  NOT (
                    `afgerond_op` < `gestart_op`
                  )
                )
              )
            )
          ),
          FALSE
        )
      )
      THEN 1
      WHEN (
        (
          NOT (
            `uiterste_onderzoek_na_start` < `afgerond_op`
          )
        )
      )
      THEN 4
      WHEN (
        (
          (
            NOT (
              `uiterste_onderzoek_na_start` < `afgerond_op`
            )
          )
        )
      ) IS NULL
      THEN 1
      ELSE 3
    END AS `antwoord`,
    COALESCE(
      `afgerond_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS `periode: afgerond op valt in de periode`,
    `soort` = 'onderzoek' AS `noemer: de dienst is een onderzoek`,
    NOT (
      `gestart_op` IS NULL
    ) AS `bepaalbaar: het begin van de klok is bekend`,
    (
      (
        NOT (
          NOT (
            `afgerond_op` IS NULL
          )
        )
      )
      OR (
        NOT (
          `afgerond_op` < `gestart_op`
        )
      )
    ) AS `bepaalbaar: het einde ligt niet voor het begin`,
    NOT (
      `uiterste_onderzoek_na_start` < `afgerond_op`
    ) AS `teller: afgerond binnen de termijn`
  FROM (
    SELECT
      `dienst_id` AS `dienst_id`,
      CASE
        WHEN `gemeente_bekend_op` > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE `gemeente`
      END AS `gemeente`,
      CASE
        WHEN `afgerond_op` > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE `afgerond_op`
      END AS `afgerond_op`,
      NULLIF(`soort`, 'onbekend') AS `soort`,
      CASE WHEN `gestart_op` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `gestart_op` END AS `gestart_op`,
      CASE
        WHEN NOT (
          CASE WHEN `gestart_op` > CAST('2025-04-30' AS DATE) THEN NULL ELSE `gestart_op` END
        ) IS NULL
        THEN `uiterste_onderzoek_na_start`
      END AS `uiterste_onderzoek_na_start`
    FROM feit_dienst
    WHERE
      NOT (
        COALESCE(`toegewezen_op` > CAST('2025-04-30' AS DATE), FALSE)
      )
  ) AS f
) AS g
WHERE
  `antwoord` > 0
ORDER BY
  `dienst_id`;
