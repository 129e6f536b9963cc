SELECT
  "gemeente",
  COUNT(*),
  COUNT(CASE WHEN STRPOS("aard", ';lichamelijke_mishandeling;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';lichamelijke_verwaarlozing;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';psychisch_geweld;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';affectieve_verwaarlozing;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';pedagogische_verwaarlozing;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';seksueel_misbruik;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';financiele_uitbuiting;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';getuige_van_geweld;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';munchhausen_by_proxy;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';vrouwelijke_genitale_verminking;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';anders_onveilig;') > 0 THEN 1 END),
  COUNT(CASE WHEN STRPOS("aard", ';anders_niet_onveilig;') > 0 THEN 1 END),
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
          STRPOS("aard", ';onbekend;') > 0
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
