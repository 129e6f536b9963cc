SELECT
  *
FROM (
  SELECT
    "melding_id",
    "gemeente",
    "beoordeeld_op",
    "ter_registratie",
    "ontvangen_op",
    "uiterste_beoordeling_na_ontvangst",
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              COALESCE(
                "beoordeeld_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
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
            "ter_registratie" = 'nee'
          )
        )
      )
      THEN 0
      WHEN (
        (
          (
            "ter_registratie" = 'nee'
          )
        )
      ) IS NULL
      THEN 1
      WHEN NOT (
        COALESCE(
          (
            (
              NOT (
                "ontvangen_op" IS NULL
              )
            )
            AND (
              (
                (
                  NOT (
                    NOT (
                      "beoordeeld_op" IS NULL
                    )
                  )
                )
                OR (
                  NOT (
                    "beoordeeld_op" < "ontvangen_op"
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
            "uiterste_beoordeling_na_ontvangst" < "beoordeeld_op"
          )
        )
      )
      THEN 4
      WHEN (
        (
          (
            NOT (
              "uiterste_beoordeling_na_ontvangst" < "beoordeeld_op"
            )
          )
        )
      ) IS NULL
      THEN 1
      ELSE 3
    END AS "antwoord",
    COALESCE(
      "beoordeeld_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
      FALSE
    ) AS "periode: beoordeeld op valt in de periode",
    "ter_registratie" = 'nee' AS "noemer: de melding is niet alleen ter registratie",
    NOT (
      "ontvangen_op" IS NULL
    ) AS "bepaalbaar: het begin van de klok is bekend",
    (
      (
        NOT (
          NOT (
            "beoordeeld_op" IS NULL
          )
        )
      )
      OR (
        NOT (
          "beoordeeld_op" < "ontvangen_op"
        )
      )
    ) AS "bepaalbaar: het einde ligt niet voor het begin",
    NOT (
      "uiterste_beoordeling_na_ontvangst" < "beoordeeld_op"
    ) AS "teller: afgerond binnen de termijn"
  FROM (
    SELECT
      "melding_id" AS "melding_id",
      CASE
        WHEN "gemeente_bekend_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "gemeente"
      END AS "gemeente",
      CASE
        WHEN "beoordeeld_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "beoordeeld_op"
      END AS "beoordeeld_op",
      NULLIF("ter_registratie", 'onbekend') AS "ter_registratie",
      CASE
        WHEN "ontvangen_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "ontvangen_op"
      END AS "ontvangen_op",
      CASE
        WHEN NOT (
          CASE
            WHEN "ontvangen_op" > CAST('2025-04-30' AS DATE)
            THEN NULL
            ELSE "ontvangen_op"
          END
        ) IS NULL
        THEN "uiterste_beoordeling_na_ontvangst"
      END AS "uiterste_beoordeling_na_ontvangst"
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
