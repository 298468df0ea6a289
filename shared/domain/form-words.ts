export interface Words {
  zh: string;
  en: string;
}

/** 轉診目的 by the digit of the paper form (附表二). */
export const PURPOSES: Readonly<Record<string, Words>> = {
  '1': { zh: '急診治療', en: 'Emergency treatment' },
  '2': { zh: '住院治療', en: 'Inpatient treatment' },
  '3': { zh: '門診治療', en: 'Outpatient treatment' },
  '4': { zh: '進一步檢查', en: 'Further examination' },
  '5': {
    zh: '轉回轉出或適當之院所繼續追蹤',
    en: 'Back to the sender or a suitable institution for follow-up',
  },
  '6': { zh: '其他', en: 'Other' },
};

/** 就醫科別 by the NHI's two characters. */
// biome-ignore format: a table reads best as a table
export const DEPARTMENTS: Readonly<Record<string, Words>> = {
  '00': { zh: '不分科', en: 'General' }, '01': { zh: '家醫科', en: 'Family medicine' },
  '02': { zh: '內科', en: 'Internal medicine' }, '03': { zh: '外科', en: 'Surgery' },
  '04': { zh: '兒科', en: 'Paediatrics' }, '05': { zh: '婦產科', en: 'Obstetrics and gynaecology' },
  '06': { zh: '骨科', en: 'Orthopaedics' }, '07': { zh: '神經外科', en: 'Neurosurgery' },
  '08': { zh: '泌尿科', en: 'Urology' }, '09': { zh: '耳鼻喉科', en: 'Otolaryngology' },
  '10': { zh: '眼科', en: 'Ophthalmology' }, '11': { zh: '皮膚科', en: 'Dermatology' },
  '12': { zh: '神經科', en: 'Neurology' }, '13': { zh: '精神科', en: 'Psychiatry' },
  '14': { zh: '復健科', en: 'Rehabilitation' }, '15': { zh: '整形外科', en: 'Plastic surgery' },
  '22': { zh: '急診醫學科', en: 'Emergency medicine' }, '23': { zh: '職業醫學科', en: 'Occupational medicine' },
  '2A': { zh: '結核科', en: 'Tuberculosis' }, '2B': { zh: '洗腎科', en: 'Haemodialysis' },
  '40': { zh: '牙科', en: 'Dentistry' }, '60': { zh: '中醫科', en: 'Chinese medicine' },
  '81': { zh: '麻醉科', en: 'Anaesthesiology' }, '82': { zh: '放射線科', en: 'Radiology' },
  '83': { zh: '病理科', en: 'Pathology' }, '84': { zh: '核醫科', en: 'Nuclear medicine' },
  AA: { zh: '消化內科', en: 'Gastroenterology' }, AB: { zh: '心臟血管內科', en: 'Cardiology' },
  AC: { zh: '胸腔內科', en: 'Chest medicine' }, AD: { zh: '腎臟內科', en: 'Nephrology' },
  AE: { zh: '風濕免疫科', en: 'Rheumatology and immunology' }, AF: { zh: '血液腫瘤科', en: 'Haematology and oncology' },
  AG: { zh: '內分泌科', en: 'Endocrinology' }, AH: { zh: '感染科', en: 'Infectious diseases' },
  AI: { zh: '潛醫科', en: 'Diving medicine' }, AJ: { zh: '胸腔暨重症科', en: 'Chest and critical care' },
  AK: { zh: '老人醫學科', en: 'Geriatrics' }, BA: { zh: '直腸外科', en: 'Proctology' },
  BB: { zh: '心血管外科', en: 'Cardiovascular surgery' }, BC: { zh: '胸腔外科', en: 'Chest surgery' },
  BD: { zh: '消化外科', en: 'Gastrointestinal surgery' }, CA: { zh: '小兒外科', en: 'Paediatric surgery' },
  CB: { zh: '新生兒科', en: 'Neonatology' }, DA: { zh: '疼痛科', en: 'Pain medicine' },
  EA: { zh: '居家照護', en: 'Home care' }, FA: { zh: '放射診斷科', en: 'Diagnostic radiology' },
  FB: { zh: '放射腫瘤科', en: 'Radiation oncology' }, GA: { zh: '口腔顏面外科', en: 'Oral and maxillofacial surgery' },
  HA: { zh: '脊椎骨科', en: 'Spine surgery' }, TB: { zh: '肺結核科', en: 'Pulmonary tuberculosis' },
};

/** The words for a code, or null: an unlisted code is shown as it came, never guessed. */
export function wordsOf(table: Readonly<Record<string, Words>>, code: string | null): Words | null {
  return code !== null && Object.hasOwn(table, code) ? (table[code] ?? null) : null;
}
