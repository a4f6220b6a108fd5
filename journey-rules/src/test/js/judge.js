// Renders the rows of a table with liquidjs: on every line of the output the JSON of a text, or null where liquidjs refuses.
const fs = require('fs')
const { Liquid } = require('liquidjs')

const engine = new Liquid({ strictFilters: true, timezoneOffset: 0, locale: 'en' })
const cell = text => (text || '').replace(/\\([nt\\])/g, (all, c) => ({ n: '\n', t: '\t', '\\': '\\' })[c])

for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) {
    continue
  }
  const [template, data] = line.split('\t')
  let rendered = null
  try {
    rendered = engine.parseAndRenderSync(cell(template), { event: JSON.parse(data || '{}') })
  } catch (e) {
    process.stderr.write(e.message.split('\n')[0] + '\n')
  }
  process.stdout.write(JSON.stringify(rendered) + '\n')
}
