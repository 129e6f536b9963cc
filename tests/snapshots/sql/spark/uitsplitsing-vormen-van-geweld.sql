SELECT
  `gemeente`,
  COUNT(*),
  COUNT(CASE WHEN LOCATE(';lichamelijke_mishandeling;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';lichamelijke_verwaarlozing;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';psychisch_geweld;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';affectieve_verwaarlozing;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';pedagogische_verwaarlozing;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';seksueel_misbruik;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';financiele_uitbuiting;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';getuige_van_geweld;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';munchhausen_by_proxy;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';vrouwelijke_genitale_verminking;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';anders_onveilig;', `aard`) > 0 THEN 1 END),
  COUNT(CASE WHEN LOCATE(';anders_niet_onveilig;', `aard`) > 0 THEN 1 END),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            NOT (
              `aard` IS NULL
            )
          )
        )
        OR (
          LOCATE(';onbekend;', `aard`) > 0
        )
      )
      THEN 1
    END
  )
FROM (
  SELECT
    CASE
      WHEN `gemeente_bekend_op` > CAST('2025-04-30' AS DATE)
      THEN NULL
      ELSE `gemeente`
    END AS `gemeente`,
    CASE
      WHEN `ontvangen_op` > CAST('2025-04-30' AS DATE)
      THEN NULL
      ELSE `ontvangen_op`
    END AS `ontvangen_op`,
    `aard` AS `aard`
  FROM feit_melding
  WHERE
    NOT (
      COALESCE(`ontvangen_op` > CAST('2025-04-30' AS DATE), FALSE)
    )
) AS f
WHERE
  COALESCE(
    `ontvangen_op` BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
    FALSE
  )
GROUP BY
  `gemeente`;
