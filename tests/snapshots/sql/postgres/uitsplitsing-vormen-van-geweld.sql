SELECT
  "gemeente",
  COUNT(*),
  COUNT(CASE WHEN POSITION(';lichamelijke_mishandeling;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';lichamelijke_verwaarlozing;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';psychisch_geweld;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';affectieve_verwaarlozing;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';pedagogische_verwaarlozing;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';seksueel_misbruik;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';financiele_uitbuiting;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';getuige_van_geweld;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';munchhausen_by_proxy;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';vrouwelijke_genitale_verminking;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';anders_onveilig;' IN "aard") > 0 THEN 1 END),
  COUNT(CASE WHEN POSITION(';anders_niet_onveilig;' IN "aard") > 0 THEN 1 END),
  COUNT(
    CASE
      WHEN (
        (
          NOT (
            NOT (
              "aard" IS NULL
            )
          )
        )
        OR (
          POSITION(';onbekend;' IN "aard") > 0
        )
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
    "aard" AS "aard"
  FROM feit_melding
  WHERE
    NOT (
      COALESCE("ontvangen_op" > CAST('2025-04-30' AS DATE), FALSE)
    )
) AS f
WHERE
  COALESCE(
    "ontvangen_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
    FALSE
  )
GROUP BY
  "gemeente";
