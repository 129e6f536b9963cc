SELECT
  *
FROM (
  SELECT
    "melding_id",
    "gemeente",
    "ontvangen_op",
    "beoordeeld_op",
    "ter_registratie",
    "opgepakt_op",
    CASE
      WHEN NOT (
        (
          (
            NOT (
              "ontvangen_op" IS NULL
            )
          )
          AND (
            NOT (
              NOT (
                "beoordeeld_op" IS NULL
              )
            )
          )
          AND (
            "ter_registratie" = 'nee'
          )
        )
      )
      THEN 0
      WHEN (
        (
          (
            NOT (
              "ontvangen_op" IS NULL
            )
          )
          AND (
            NOT (
              NOT (
                "beoordeeld_op" IS NULL
              )
            )
          )
          AND (
            "ter_registratie" = 'nee'
          )
        )
      ) IS NULL
      THEN 1
      ELSE 3
    END AS "antwoord",
    NOT (
      "ontvangen_op" IS NULL
    ) AS "noemer: de melding is ontvangen",
    NOT (
      NOT (
        "beoordeeld_op" IS NULL
      )
    ) AS "noemer: de melding is nog niet beoordeeld",
    "ter_registratie" = 'nee' AS "noemer: de melding is niet alleen ter registratie"
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
      END AS "ontvangen_op",
      CASE
        WHEN "beoordeeld_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "beoordeeld_op"
      END AS "beoordeeld_op",
      NULLIF("ter_registratie", 'onbekend') AS "ter_registratie",
      CASE
        WHEN "opgepakt_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "opgepakt_op"
      END AS "opgepakt_op"
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
