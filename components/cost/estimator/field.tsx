import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/class-names";

const control =
  "h-8 w-full min-w-0 rounded-md border bg-surface px-2 text-sm aria-invalid:border-critical border-control-line";

interface FieldProps {
  readonly label: string;
  /** Of the number, e.g. `ms`. */
  readonly unit?: string;
  readonly problem: string | undefined;
  readonly className?: string;
}

interface NumberFieldProps extends FieldProps {
  readonly value: string;
  /** What an empty field stands for. */
  readonly usual?: string;
  readonly onChange: (text: string) => void;
}

/** A number with its unit; the message about it stands below and is read with it. */
export function NumberField({ value, usual, onChange, ...field }: NumberFieldProps) {
  return (
    <Frame {...field}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={value}
          placeholder={usual}
          onChange={(event) => onChange(event.target.value)}
          className={cn(control, "tabular-nums", field.unit && "pr-12")}
        />
      )}
    </Frame>
  );
}

interface ChoiceFieldProps extends FieldProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function ChoiceField({ value, options, onChange, ...field }: ChoiceFieldProps) {
  return (
    <Frame {...field}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onChange(event.target.value)} className={control}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

interface ControlIds {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string | undefined;
}

function Frame({
  label,
  unit,
  problem,
  className,
  children,
}: FieldProps & { readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const message = `${id}-problem`;
  return (
    <div className={cn("min-w-0", className)}>
      <label htmlFor={id} className="mb-1 block text-ink-3 text-xs">
        {label}
      </label>
      <span className="relative block">
        {children({
          id,
          "aria-invalid": problem !== undefined,
          "aria-describedby": problem === undefined ? undefined : message,
        })}
        {unit ? (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-ink-3 text-xs"
          >
            {unit}
          </span>
        ) : null}
      </span>
      {problem === undefined ? null : (
        <p id={message} className="pt-1 text-critical text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
