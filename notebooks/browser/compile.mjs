// Compile every wheel and the standard library of a folder, with the very Python that will run them.
//   node compile.mjs PYODIDE FOLDER
// A module becomes its .pyc, without a date, so that a second build gives the same bytes. Tests of packages are left out.
// In course.zip, the lessons' own module, the source stays beside it: it is read, too.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [runtime, folder] = process.argv.slice(2).map((name) => path.resolve(name));
const { loadPyodide } = await import(pathToFileURL(path.join(runtime, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: runtime + path.sep });
pyodide.runPython(`
import gzip
import importlib._bootstrap_external as boot
import importlib.util
import io
import zipfile

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# tests and examples; a font without a license, which plt.xkcd() alone uses
LEFT_OUT = ("/tests/", "sample_data/", "plot_directive/", "jedi/third_party", "Humor-Sans.ttf")
# pandas asks it for UTC on being imported, which reads 600 time zones: a second; UTC is known without it
TIME_ZONES = "dateutil-zoneinfo.tar.gz"
EMPTY = gzip.compress(bytes(10240), mtime=0)


def compiled(data, keep):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as old, zipfile.ZipFile(out, "w") as new:
        for item in sorted(old.infolist(), key=lambda item: item.filename):
            name, content = item.filename, old.read(item)
            if any(part in name for part in LEFT_OUT) or item.is_dir():
                continue
            if name.endswith(TIME_ZONES):
                content = EMPTY
            if name.endswith(".py"):
                try:
                    code = compile(content, name, "exec", dont_inherit=True)
                except SyntaxError:  # a template, or code for another Python
                    pass
                else:
                    if keep:
                        new.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED, 9)
                        name = importlib.util.cache_from_source(name)
                    else:
                        name += "c"
                    content = boot._code_to_hash_pyc(code, bytes(8), False)
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
`);
const compiled = pyodide.globals.get("compiled");
for (const name of readdirSync(folder).sort()) {
  if (!/\.(whl|zip)$/.test(name)) continue;
  const file = path.join(folder, name);
  const proxy = compiled(new Uint8Array(readFileSync(file)), name === "course.zip");
  writeFileSync(file, proxy.toJs());
  proxy.destroy();
}
