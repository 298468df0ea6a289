import type { Referral } from '../../contract/documents.ts';
import { DEPARTMENTS } from '../form-words.ts';
import { pick, type Random } from './random.ts';

type Texts = readonly [string, ...string[]];

const COURSES: Texts = [
  '主訴：胸悶三天，活動後加重。病史：高血壓、糖尿病。',
  '右下腹痛 12 小時，體溫 38.5 度，疑似闌尾炎，請協助進一步處置。',
  '反覆頭痛伴隨視力模糊，BP 180/100 mmHg & HR <60，服藥後未改善。',
  '跌倒後左髖疼痛無法站立。\n過去病史：骨質疏鬆症。\n請安排影像檢查。',
  '血糖控制不佳，HbA1c 9.8%，合併"足部傷口"。',
  '孕期 32 週，胎動減少，請評估。',
];
export const EXAMINATIONS: Texts = [
  '心電圖：ST 段下降',
  '腹部超音波：膽結石 > 1 cm',
  'Hb 8.2 g/dL；WBC 15,600',
  '胸部 X 光無異常',
];
export const MEDICATIONS: Texts = [
  'Aspirin 100mg QD',
  'Metformin 500mg BID；Amlodipine 5mg QD',
  '闌尾切除術',
  '冠狀動脈支架置放術',
];
export const ALLERGIES: Texts = ['無', '盤尼西林', 'NSAID（蕁麻疹）', '顯影劑'];
export const ITEMS: Texts = ['腹部電腦斷層', '大腸鏡', '心臟超音波', '腦部核磁共振'];
export const NOTES: Texts = ['病人希望就近追蹤', '家屬要求', '依約安排'];
export const ADVICE: Texts = [
  '請繼續目前用藥，兩週後回診',
  '建議每三個月追蹤肝功能',
  '傷口每日換藥，一週後拆線',
];
export const FINDINGS: Texts = ['冠狀動脈攝影：LAD 狹窄 70%', '病理報告：良性', '電腦斷層未見出血'];
export const WARDS: Texts = ['7A-12', '內科加護病房', '8 樓外科病房'];

const DIAGNOSES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['E11.9', '第二型糖尿病未伴有併發症'],
  ['I10', '本態性(原發性)高血壓'],
  ['K35.80', '急性闌尾炎'],
  ['S72.001A', '右側股骨頸閉鎖性骨折之初期照護'],
  ['J18.9', '肺炎'],
  ['N18.6', '末期腎疾病'],
  ['H25.11', '右側老年性核性白內障'],
  ['C50.911', '右側女性乳房惡性腫瘤'],
];

export const course = (random: Random): string => pick(random, COURSES);

/** One to three, the first of them the main one, none twice. */
export function diagnoses(random: Random): Referral['diagnoses'] {
  const start = random.int(0, DIAGNOSES.length - 1);
  return Array.from({ length: random.int(1, 3) }, (_, i) => {
    const [code, name] = DIAGNOSES[(start + i) % DIAGNOSES.length] ?? DIAGNOSES[0];
    return { rank: i === 0 ? 'main' : 'other', code, name };
  });
}

export function department(random: Random): string {
  return pick(random, Object.keys(DEPARTMENTS) as [string, ...string[]]);
}
