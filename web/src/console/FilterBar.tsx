import { Icon } from '../common/Icon';
import { ALL, DATES, DURATIONS, type Filters, isFiltered, SIZES, STATES } from './filters';

interface Props {
  filters: Filters;
  onFilter: (filters: Filters) => void;
}

export function FilterBar({ filters, onFilter }: Props) {
  const change = (name: keyof Filters) => (value: string) => onFilter({ ...filters, [name]: value });
  return (
    <search class="filters" aria-label="Films">
      <div class="search-box">
        <Icon name="search" />
        <input
          type="search"
          placeholder="Search"
          aria-label="Search titles and file names"
          value={filters.query}
          maxLength={200}
          onInput={(event) => change('query')(event.currentTarget.value)}
          data-testid="search"
        />
      </div>
      <Select
        label="State"
        any="Any state"
        options={STATES}
        value={filters.state}
        onChoose={change('state')}
      />
      <Select
        label="Duration"
        any="Any duration"
        options={DURATIONS}
        value={filters.duration}
        onChoose={change('duration')}
      />
      <Select label="Size" any="Any size" options={SIZES} value={filters.size} onChoose={change('size')} />
      <Select label="Date" any="Any date" options={DATES} value={filters.date} onChoose={change('date')} />
      {isFiltered(filters) && (
        <button type="button" class="text-button" onClick={() => onFilter(ALL)} data-testid="clear-filters">
          Show all
        </button>
      )}
    </search>
  );
}

interface SelectProps {
  label: string;
  any: string;
  options: ReadonlyArray<{ id: string; label: string }>;
  value: string;
  onChoose: (id: string) => void;
}

function Select({ label, any, options, value, onChoose }: SelectProps) {
  return (
    <select
      class={`select${value ? ' is-set' : ''}`}
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data-testid={`filter-${label.toLowerCase()}`}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
