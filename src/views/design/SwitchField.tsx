import { Switch } from '@base-ui/react/switch'

interface SwitchFieldProps {
  labelledBy: string
  checked: boolean
  onChange: (checked: boolean) => void
}

export function SwitchField({ labelledBy, checked, onChange }: SwitchFieldProps) {
  return (
    <Switch.Root className="switch" aria-labelledby={labelledBy} checked={checked} onCheckedChange={onChange}>
      <span className="switch-track">
        <Switch.Thumb className="switch-thumb" />
      </span>
    </Switch.Root>
  )
}
