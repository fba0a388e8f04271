"""The full-text index over SearchEntry, kept by the database itself.

SQLite: an FTS5 table that stores no text of its own, fed by triggers. A later migration that
makes Django rebuild `content_searchentry` on SQLite drops them: it must create them again.
PostgreSQL: a generated `tsvector` column and its GIN index. The stems hold only a-z and 0-9
(see content.french), so that the simplest tokenizer and configuration are the right ones.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE content_search USING fts5(
        title_stems, body_stems, content='content_searchentry', content_rowid='id',
        tokenize='ascii', prefix='3 4'
    )""",
    """CREATE TRIGGER content_search_insert AFTER INSERT ON content_searchentry BEGIN
        INSERT INTO content_search(rowid, title_stems, body_stems)
        VALUES (new.id, new.title_stems, new.body_stems);
    END""",
    """CREATE TRIGGER content_search_delete AFTER DELETE ON content_searchentry BEGIN
        INSERT INTO content_search(content_search, rowid, title_stems, body_stems)
        VALUES ('delete', old.id, old.title_stems, old.body_stems);
    END""",
    """CREATE TRIGGER content_search_update AFTER UPDATE ON content_searchentry BEGIN
        INSERT INTO content_search(content_search, rowid, title_stems, body_stems)
        VALUES ('delete', old.id, old.title_stems, old.body_stems);
        INSERT INTO content_search(rowid, title_stems, body_stems)
        VALUES (new.id, new.title_stems, new.body_stems);
    END""",
]
SQLITE_BACK = [
    "DROP TRIGGER content_search_update",
    "DROP TRIGGER content_search_delete",
    "DROP TRIGGER content_search_insert",
    "DROP TABLE content_search",
]
POSTGRESQL = [
    """ALTER TABLE content_searchentry ADD COLUMN document tsvector
        GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', title_stems), 'A')
            || setweight(to_tsvector('simple', body_stems), 'D')
        ) STORED""",
    "CREATE INDEX content_search ON content_searchentry USING gin (document)",
]
POSTGRESQL_BACK = ["ALTER TABLE content_searchentry DROP COLUMN document"]
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
BACK = {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}


def create(apps, schema_editor):
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
