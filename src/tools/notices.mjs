/** Licence texts of the packages that end up in the build, from the lock file and `node_modules`. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

/** @typedef {{ version?: string, license?: string, dev?: boolean, optional?: boolean, peer?: boolean }} LockEntry */

/**
 * Folders of the packages that are not only for development, sorted by name.
 * @param {Readonly<Record<string, LockEntry>>} packages of the lock file
 * @returns {string[]}
 */
export const productionFolders = (packages) =>
  Object.keys(packages)
    .filter((folder) => folder !== '' && !packages[folder]?.dev && !isTypesOnly(folder))
    .sort()

/** @param {string} folder */
const isTypesOnly = (folder) => folder.includes('node_modules/@types/') || folder.endsWith('node_modules/csstype')

/**
 * @param {string} folder
 * @returns {string}
 */
function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()
}

/**
 * One text with name, version, licence and licence text of every package in the build.
 * @param {string} [root] folder of the lock file
 * @returns {string}
 */
export function noticesText(root = ROOT) {
  /** @type {{ packages: Record<string, LockEntry> }} */
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const sections = productionFolders(lock.packages)
    .filter((folder) => existsSync(join(root, folder)))
    .map((folder) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const entry = lock.packages[folder]
      return `${name} ${entry?.version ?? ''} (${entry?.license ?? 'see below'})\n\n${licenceText(join(root, folder))}`.trim()
    })
  return `${['Lambdascope contains the following packages.', ...sections].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
}
