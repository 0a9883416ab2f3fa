import { Slider } from '@base-ui/react/slider'
import { nearestStop } from './stops.ts'

interface StopSliderProps {
  label: string
  value: number
  /** Values the thumb can rest on, ascending, at least two. */
  stops: readonly number[]
  /** The value in words, with its unit. */
  valueText: (value: number) => string
  onChange: (value: number) => void
  /** A drag has ended, or the thumb lost the focus: what follows is another edit. */
  onSettle: () => void
}

/**
 * Slider over a list of sensible values, so that wide ranges need no special scale. Arrow keys go to the next
 * stop, Page keys over a tenth of them.
 */
export function StopSlider({ label, value, stops, valueText, onChange, onSettle }: StopSliderProps) {
  const at = (index: number): number => stops[index] ?? value
  return (
    <Slider.Root
      value={nearestStop(stops, value)}
      min={0}
      max={stops.length - 1}
      step={1}
      thumbAlignment="edge"
      largeStep={Math.max(1, Math.round(stops.length / 10))}
      onValueChange={(index) => onChange(at(index))}
      onValueCommitted={(_, { reason }) => {
        if (reason !== 'keyboard') onSettle()
      }}
    >
      <Slider.Control className="slider-control" onPointerDownCapture={onSettle}>
        <Slider.Track className="slider-track">
          <Slider.Indicator className="slider-indicator" />
          <Slider.Thumb
            className="slider-thumb"
            aria-label={label}
            getAriaValueText={() => valueText(value)}
            onBlur={onSettle}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  )
}
