// Starts the app: as modules from a server; as one classic script from a file, where browsers refuse modules.
const { module, preload, classic } = document.currentScript.dataset

const add = (tag, properties) => document.head.append(Object.assign(document.createElement(tag), properties))

if (location.protocol === 'file:') add('script', { src: classic })
else {
  add('script', { type: 'module', src: module })
  for (const href of preload.split(' ').filter(Boolean)) add('link', { rel: 'modulepreload', href })
}
