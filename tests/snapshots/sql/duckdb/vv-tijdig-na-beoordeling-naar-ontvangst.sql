SELECT
  *
FROM (
  SELECT
    "dienst_id",
    "gemeente",
    "melding_beoordeeld_op",
    "afgerond_op",
    "soort",
    "uiterste_vv_na_beoordeling",
    CASE
      WHEN NOT (
        COALESCE(
          (
            (
              (
                (
                  COALESCE(
                    "melding_beoordeeld_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                    FALSE
                  )
                )
                OR (
                  (
                    (
                      NOT (
                        NOT (
                          "melding_beoordeeld_op" IS NULL
                        )
                      )
                    )
                    AND (
                      COALESCE(
                        "afgerond_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
                        FALSE
                      )
                    )
                  )
                )
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
            "soort" = 'voorwaarden_en_vervolg'
          )
        )
      )
      THEN 0
      WHEN (
        (
          (
            "soort" = 'voorwaarden_en_vervolg'
          )
        )
      ) IS NULL
      THEN 1
      WHEN NOT (
        COALESCE(
          (
            (
              NOT (
                "melding_beoordeeld_op" IS NULL
              )
            )
            AND (
              (
                (
                  NOT (
                    NOT (
                      "afgerond_op" IS NULL
                    )
                  )
                )
                OR (
                  NOT (
                    "afgerond_op" < "melding_beoordeeld_op"
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
            NOT (
              "afgerond_op" IS NULL
            )
          )
        )
        AND (
          NOT (
            "uiterste_vv_na_beoordeling" < CAST('2025-04-30' AS DATE)
          )
        )
      )
      THEN 2
      WHEN (
        (
          (
            NOT (
              NOT (
                "afgerond_op" IS NULL
              )
            )
          )
          AND (
            NOT (
              "uiterste_vv_na_beoordeling" < CAST('2025-04-30' AS DATE)
            )
          )
        )
      ) IS NULL
      THEN 1
      WHEN (
        (
          NOT (
            "afgerond_op" IS NULL
          )
        )
        AND (
          NOT (
            "uiterste_vv_na_beoordeling" < "afgerond_op"
          )
        )
      )
      THEN 4
      WHEN (
        (
          (
            NOT (
              "afgerond_op" IS NULL
            )
          )
          AND (
            NOT (
              "uiterste_vv_na_beoordeling" < "afgerond_op"
            )
          )
        )
      ) IS NULL
      THEN 1
      ELSE 3
    END AS "antwoord",
    (
      (
        COALESCE(
          "melding_beoordeeld_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
          FALSE
        )
      )
      OR (
        (
          (
            NOT (
              NOT (
                "melding_beoordeeld_op" IS NULL
              )
            )
          )
          AND (
            COALESCE(
              "afgerond_op" BETWEEN CAST('2025-01-01' AS DATE) AND CAST('2025-04-30' AS DATE),
              FALSE
            )
          )
        )
      )
    ) AS "periode: de klok begon in de periode",
    "soort" = 'voorwaarden_en_vervolg' AS "noemer: de dienst is Voorwaarden & Vervolg",
    NOT (
      "melding_beoordeeld_op" IS NULL
    ) AS "bepaalbaar: het begin van de klok is bekend",
    (
      (
        NOT (
          NOT (
            "afgerond_op" IS NULL
          )
        )
      )
      OR (
        NOT (
          "afgerond_op" < "melding_beoordeeld_op"
        )
      )
    ) AS "bepaalbaar: het einde ligt niet voor het begin",
    NOT (
      NOT (
        "afgerond_op" IS NULL
      )
    ) AS "open: nog niet afgerond",
    NOT (
      "uiterste_vv_na_beoordeling" < CAST('2025-04-30' AS DATE)
    ) AS "open: de termijn is nog niet verstreken",
    NOT (
      "afgerond_op" IS NULL
    ) AS "teller: afgerond",
    NOT (
      "uiterste_vv_na_beoordeling" < "afgerond_op"
    ) AS "teller: afgerond binnen de termijn"
  FROM (
    SELECT
      "dienst_id" AS "dienst_id",
      CASE
        WHEN "gemeente_bekend_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "gemeente"
      END AS "gemeente",
      CASE
        WHEN "melding_beoordeeld_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        WHEN "melding_ontvangen_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "melding_beoordeeld_op"
      END AS "melding_beoordeeld_op",
      CASE
        WHEN "afgerond_op" > CAST('2025-04-30' AS DATE)
        THEN NULL
        ELSE "afgerond_op"
      END AS "afgerond_op",
      NULLIF("soort", 'onbekend') AS "soort",
      CASE
        WHEN NOT (
          CASE
            WHEN "melding_beoordeeld_op" > CAST('2025-04-30' AS DATE)
            THEN NULL
            WHEN "melding_ontvangen_op" > CAST('2025-04-30' AS DATE)
            THEN NULL
            ELSE "melding_beoordeeld_op"
          END
        ) IS NULL
        THEN "uiterste_vv_na_beoordeling"
      END AS "uiterste_vv_na_beoordeling"
    FROM feit_dienst
    WHERE
      NOT (
        COALESCE("toegewezen_op" > CAST('2025-04-30' AS DATE), FALSE)
      )
  ) AS f
) AS g
WHERE
  "antwoord" > 0
ORDER BY
  "dienst_id";
