"""Runs the SQL of docs/ANALYSE.md in DuckDB, block by block in one database, and compares each result with the one that stands below it.

`queries.py FILE` tests; `queries.py FILE --write` puts the results that come out now into the file. DuckDB is looked for where PYTHONPATH says.
"""

import re
import sys

import duckdb

BLOCK = re.compile(r"```sql\n(?P<sql>.*?)```\n(?:\n```text\n(?P<result>.*?)```\n)?", re.DOTALL)


def result(database, sql):
    """The columns and rows as lines; nothing for a statement that only makes something."""
    cursor = database.execute(sql)
    if re.match(r"\s*CREATE\b", sql):
        return ""
    rows = [[column[0] for column in cursor.description]]
    rows += [["–" if cell is None else str(cell) for cell in row] for row in cursor.fetchall()]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    return "\n".join(lines) + "\n"


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    database = duckdb.connect()
    passed = failed = 0

    def run(block):
        nonlocal passed, failed
        sql, expected = block["sql"], block["result"] or ""
        try:
            found = result(database, sql)
        except duckdb.Error as error:
            print(f"A query cannot be run ({error}):\n{sql}")
            failed += 1
            return block[0]
        if found == expected:
            passed += 1
        else:
            print(f"A query gives\n{found}and not\n{expected}for\n{sql}")
            failed += 1
        below = f"\n```text\n{found}```\n" if found else ""
        return f"```sql\n{sql}```\n{below}"

    now = BLOCK.sub(run, text)
    if "--write" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write(now)
    if passed + failed == 0:
        print(f"{path} holds no query")
        failed = 1
    print(f"queries result: {passed} passed; {failed} failed")
    return 1 if failed else 0


sys.exit(main())
