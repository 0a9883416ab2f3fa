// Starts the app: as modules from a server; as one classic script from a file, where browsers refuse modules.
// Written for any browser: one that is too old is told so.
;(function () {
  var data = document.currentScript.dataset

  function add(tag, properties) {
    var element = document.createElement(tag)
    for (var name in properties) element[name] = properties[name]
    document.head.appendChild(element)
  }

  function isSupported() {
    return (
      'noModule' in HTMLScriptElement.prototype &&
      typeof Array.prototype.toSorted === 'function' &&
      window.CSS !== undefined &&
      CSS.supports('color', 'light-dark(#000, #fff)')
    )
  }

  if (!isSupported()) document.getElementById('unsupported').hidden = false
  else if (location.protocol === 'file:') add('script', { src: data.classic })
  else {
    add('script', { type: 'module', src: data.module })
    data.preload.split(' ').forEach(function (href) {
      if (href !== '') add('link', { rel: 'modulepreload', href: href })
    })
  }
})()
