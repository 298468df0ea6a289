import * as v from 'valibot';

/**
 * Adapter v1: how one HIS page shows its patient, as data. Strict: an unknown key is refused, so that a typing
 * error never reads as "not configured". Holds no regular expression: cutting is `after` / `before`.
 */
const css = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const short = v.pipe(v.string(), v.nonEmpty(), v.maxLength(60));

/** Text that is cut out of what was read: what follows `after`, up to `before`. */
const cut = { after: v.optional(short), before: v.optional(short) };

const CssWay = v.strictObject({
  by: v.literal('css'),
  css,
  /** `value` reads a form control, which no MutationObserver sees change. */
  read: v.optional(v.picklist(['text', 'value', 'attribute']), 'text'),
  attribute: v.optional(short),
  ...cut,
});

/** For pages without ids: the cell after, or the text beside, a cell that holds exactly this label. */
const LabelWay = v.strictObject({
  by: v.literal('label'),
  label: short,
  /** Where labels are looked for; default `td, th, dt, label`. */
  css: v.optional(css, 'td, th, dt, label'),
  /** `next`: the next element. `same`: the label's own element, after the label. `control`: the input that a <label> names. */
  cell: v.optional(v.picklist(['next', 'same', 'control']), 'next'),
  ...cut,
});

/**
 * For lists of the visit: one line per element that matches `css`, its cells (the first match of each selector
 * inside the row; without `cells`, the row itself) joined by a tab. Rows without any text are left out.
 */
const RowsWay = v.strictObject({
  by: v.literal('rows'),
  css,
  cells: v.optional(v.pipe(v.array(css), v.minLength(1), v.maxLength(6))),
  read: v.optional(v.picklist(['text', 'value']), 'text'),
});

export const WaySchema = v.variant('by', [CssWay, LabelWay]);
export const VisitWaySchema = v.variant('by', [CssWay, LabelWay, RowsWay]);

/**
 * A sign is there when something matches `css` and, where stated, contains that text: a form control in its
 * value, anything else in its text.
 */
export const SignSchema = v.strictObject({ css, contains: v.optional(short) });

const ways = v.pipe(v.array(WaySchema), v.minLength(1), v.maxLength(5));
const visitWays = v.pipe(v.array(VisitWaySchema), v.minLength(1), v.maxLength(5));

export const IDENTITY_FIELDS = ['id', 'birthDate', 'name', 'sex', 'chartNo'] as const;
export const CONTEXT_FIELDS = [...IDENTITY_FIELDS, 'department', 'doctor', 'visitType'] as const;
export const VISIT_FIELDS = [
  'chiefComplaint',
  'history',
  'diagnoses',
  'medications',
  'examinations',
  'allergy',
] as const;

export const AdapterSchema = v.strictObject({
  adapter: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/)),
  title: short,
  match: v.strictObject({
    /** `https://his.example` or `http://127.0.0.1:*` (any port). */
    origins: v.pipe(v.array(v.pipe(v.string(), v.regex(/^https?:\/\/[^/*]+(:\*)?$/))), v.minLength(1)),
    /** Path patterns; `*` stands for any text. Default: every path. */
    paths: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^\//))), v.minLength(1))),
    frames: v.optional(v.picklist(['top', 'child', 'any']), 'any'),
  }),
  /** The page is drawn far enough to be read. Until then nothing is concluded. */
  ready: SignSchema,
  /** The page says that no patient is chosen. */
  noPatient: v.optional(SignSchema),
  /** The visit is under way; automatic lookups need it. Without it no lookup is automatic. */
  activeVisit: v.optional(SignSchema),
  fields: v.strictObject({
    id: ways,
    birthDate: v.optional(ways),
    name: v.optional(ways),
    sex: v.optional(ways),
    chartNo: v.optional(ways),
    department: v.optional(ways),
    doctor: v.optional(ways),
    visitType: v.optional(ways),
  }),
  /** Clinical text, read only when a form asks for it. */
  visit: v.optional(
    v.strictObject({
      chiefComplaint: v.optional(visitWays),
      history: v.optional(visitWays),
      diagnoses: v.optional(visitWays),
      medications: v.optional(visitWays),
      examinations: v.optional(visitWays),
      allergy: v.optional(visitWays),
    }),
  ),
});

export type Adapter = v.InferOutput<typeof AdapterSchema>;
export type Way = v.InferOutput<typeof WaySchema>;
export type VisitWay = v.InferOutput<typeof VisitWaySchema>;
export type Sign = v.InferOutput<typeof SignSchema>;
export type ContextField = (typeof CONTEXT_FIELDS)[number];
