import { expect, test } from 'vitest'
import { bootPage } from './classicBuild'

const built = `<head>
  <script type="module" crossorigin src="./assets/index-CmeCff0J.js"></script>
  <link rel="modulepreload" crossorigin href="./assets/a-CmeCff0J.js">
  <link rel="modulepreload" crossorigin href="./assets/b-CmeCff0J.js">
  <link rel="stylesheet" crossorigin href="./assets/style-BojK4aw_.css">
</head>`

test('the page starts through boot.js, and nothing in it asks for CORS', () => {
  const page = bootPage(built)
  expect(page).toContain('src="./boot.js" data-module="./assets/index-CmeCff0J.js"')
  expect(page).toContain('data-preload="./assets/a-CmeCff0J.js ./assets/b-CmeCff0J.js" data-classic="./classic/app.js"')
  expect(page).toContain('<link rel="stylesheet" href="./assets/style-BojK4aw_.css">')
  expect(page).not.toMatch(/crossorigin|type="module"|rel="modulepreload"/)
})

test('a page without a module script is an error', () => {
  expect(() => bootPage('<head></head>')).toThrow(/no module script/)
})
