SELECT
  *
FROM (
  SELECT
    `melding_id`,
    `gemeente`,
    `teruggekoppeld_op`,
    `ontvangen_op`,
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                `teruggekoppeld_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
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
                `ontvangen_op` IS NULL
              )
            )
            AND (
              (
                (
                  NOT (
                    NOT (
                      `teruggekoppeld_op` IS NULL
                    )
                  )
                )
                OR (
                  NOT (
                    `teruggekoppeld_op` < `ontvangen_op`
                  )
                )
              )
            )
          ),
          FALSE
        )
      )
      THEN 1
      ELSE 3
    END AS `antwoord`,
    COALESCE(
      `teruggekoppeld_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS `periode: teruggekoppeld op valt in de periode`,
    NOT (
      `ontvangen_op` IS NULL
    ) AS `bepaalbaar: het begin van de klok is bekend`,
    (
      (
        NOT (
          NOT (
            `teruggekoppeld_op` IS NULL
          )
        )
      )
      OR (
        NOT (
          `teruggekoppeld_op` < `ontvangen_op`
        )
      )
    ) AS `bepaalbaar: het einde ligt niet voor het begin`
  FROM (
    SELECT
      `melding_id` AS `melding_id`,
      CASE
        WHEN `gemeente_bekend_op` > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE `gemeente`
      END AS `gemeente`,
      CASE
        WHEN `teruggekoppeld_op` > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE `teruggekoppeld_op`
      END AS `teruggekoppeld_op`,
      CASE
        WHEN `ontvangen_op` > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE `ontvangen_op`
      END AS `ontvangen_op`
    FROM feit_melding
    WHERE
      NOT (
        COALESCE(`ontvangen_op` > CAST('2025-04-30' AS DATE), FALSE)
      )
  ) AS f
) AS g
WHERE
  `antwoord` > 0
ORDER BY
  `melding_id`;
