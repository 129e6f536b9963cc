"""De databank bij de code: een lege in een keer neergezet, een oudere stap voor stap bijgewerkt.

Alle migraties na elkaar maken op een lege databank hetzelfde, maar Django rekent bij elke stap alle modellen opnieuw uit:
dat kost twintig keer zoveel. Dat beide wegen op hetzelfde uitkomen staat in `test_opbouw.py`, voor elke databank.
"""


def bijwerken() -> None:
    """Breng de databank bij tot deze versie; wat al bij is blijft zoals het is."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if not connection.introspection.table_names():
        _zet_neer()
    uitvoerder = MigrationExecutor(connection)
    if uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _zet_neer() -> None:
    """De tabellen waar de migraties op uitkomen, met elke migratie als gedaan: alles of niets."""
    from django.core.management import call_command
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    connection = connections["default"]
    lader, boek = MigrationLoader(None), MigrationRecorder(connection)
    modellen = lader.project_state().apps.get_models()
    with connection.schema_editor() as bouwer:
        if connection.introspection.table_names():
            return  # een ander proces was eerder
        for model in (*modellen, boek.Migration):
            if model._meta.can_migrate(connection.alias):
                bouwer.create_model(model)
        for app, naam in lader.graph.nodes:
            boek.record_applied(app, naam)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        call_command("createcachetable", verbosity=0)
