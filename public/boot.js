// Starts the app: as modules from a server; as one classic script from a file, where browsers refuse modules.
const { module, classic } = document.currentScript.dataset
const script = document.createElement('script')
if (location.protocol === 'file:') script.src = classic
else {
  script.type = 'module'
  script.src = module
}
document.head.append(script)
