import type { HisVisit } from './patient.ts';

const VISITS: readonly HisVisit[] = [
  {
    chiefComplaint: '胸悶、活動後喘，持續約兩週。',
    history: '高血壓 10 年，規則服藥。兩週前起爬二樓即喘，夜間無端坐呼吸，雙下肢輕度水腫。',
    diagnoses: [
      { code: 'I50.9', name: '心臟衰竭' },
      { code: 'I10', name: '本態性（原發性）高血壓' },
    ],
    medications: ['Valsartan 80mg 1# QD 28天', 'Furosemide 40mg 0.5# QD 14天'],
    examinations: [
      { date: '2025-11-03', name: 'NT-proBNP', result: '1250 pg/mL' },
      { date: '2025-11-03', name: '胸部X光', result: '心臟擴大，雙側肋膜角變鈍' },
    ],
    allergy: 'Penicillin（皮疹）',
  },
  {
    chiefComplaint: '血糖控制不佳，手腳麻。',
    history: '第二型糖尿病 15 年，近三個月飲食未控制。',
    diagnoses: [{ code: 'E11.40', name: '第二型糖尿病，伴有糖尿病神經病變' }],
    medications: ['Metformin 500mg 1# BID 28天', 'Glimepiride 2mg 1# QD 28天', 'Gabapentin 100mg 1# HS 28天'],
    examinations: [
      { date: '2025-11-10', name: 'HbA1c', result: '9.8 %' },
      { date: '2025-11-10', name: 'Creatinine', result: '1.4 mg/dL' },
    ],
    allergy: '無',
  },
  {
    chiefComplaint: '右膝疼痛，上下樓加劇三個月。',
    history: '無外傷。曾於診所注射玻尿酸兩次，效果有限。',
    diagnoses: [{ code: 'M17.11', name: '右側單側原發性膝部骨關節炎' }],
    medications: ['Celecoxib 200mg 1# QD 14天'],
    examinations: [{ date: '2025-10-28', name: '右膝X光', result: '內側關節腔狹窄，骨刺形成' }],
    allergy: 'NSAID（眼皮腫）',
  },
];

/** The visit of the patient at place `index` (from 0): the same at each start. */
export function ownVisit(index: number): HisVisit {
  return VISITS[index % VISITS.length] as HisVisit;
}
