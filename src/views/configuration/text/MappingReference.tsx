import { isPlayed } from '../../../scenario/aws/eventSources.ts'
import { MAPPING_FIELDS, type MappingField, type Shape } from '../../../scenario/aws/mappingFields.ts'
import { ruleOf } from '../../../rules/registry.ts'
import { mappingText as text } from '../../../text/en/mapping.ts'
import { rulesText } from '../../../text/en/rules.ts'
import { Unfolding } from '../../design/Unfolding.tsx'

/** A mapping has two ends. */
const ENDS: readonly string[] = ['FunctionName', 'EventSourceArn']

/** Every field of an event source mapping, to look up. */
export function MappingReference() {
  return (
    <Unfolding className="text-details" summary={text.reference} onDemand>
      <p className="muted">{text.referenceNote(ruleOf('FLD-02').checked)}</p>
      <dl className="field-list">
        {MAPPING_FIELDS.map((field) => (
          <Field key={field.name} field={field} />
        ))}
      </dl>
    </Unfolding>
  )
}

function Field({ field }: { field: MappingField }) {
  const { name, shape, services, rule } = field
  const isUsed = services.some((service) => isPlayed(service, name))
  return (
    <div>
      <dt>
        <code>{name}</code> <span className="field-form">{formOf(shape)}</span>
      </dt>
      <dd>
        {rulesText[rule].statement} <span className="muted">{[initialOf(field), text.services(services), isUsed ? text.played : text.keptOnly, rule].join(' · ')}</span>
      </dd>
    </div>
  )
}

function formOf(shape: Shape): string {
  switch (shape.form) {
    case 'integer':
      return text.rangeShort(shape)
    case 'choice':
      return text.choiceShort(shape.values)
    case 'list':
      return text.itemsShort(formOf(shape.of), shape.most)
    case 'structure':
      return text.structureShort(Object.keys(shape.parts))
    case 'text':
      return shape.most === undefined ? text.forms.text : text.text(shape.most)
    default:
      return text.forms[shape.form]
  }
}

/** The default; by source where they differ. */
function initialOf({ initial, services, needed, name }: MappingField): string {
  if (needed !== undefined || ENDS.includes(name)) return text.required
  const values = [...new Set(services.map(initial))]
  const [first = null] = values
  if (values.length > 1) return text.initialBy(values.map((value) => ({ value: String(value), services: services.filter((each) => initial(each) === value) })))
  return first === null ? text.optional : text.initial(String(first))
}
