/** Common enough that a queue looks like a queue. */
export const SURNAMES = [...'陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高'];

export const GIVEN = {
  M: ['志明', '家豪', '俊傑', '建宏', '文雄', '冠宇', '承恩', '柏翰', '宗翰', '信宏', '金水', '阿土'],
  F: ['淑芬', '美玲', '雅婷', '怡君', '淑惠', '麗華', '品妤', '詠晴', '秀英', '玉蘭', '招弟', '罔市'],
} as const;

/**
 * Names that break careless code: not in cp950 (堃 喆 峯 犇 煊 栢 温 羣 菓 彣 㛢), four bytes in UTF-8 (𠮷 𡘙 𤧟),
 * hospital-made characters in the private-use area, and indigenous names longer than a card's 20 bytes.
 *
 * The hospital-made ones are last, and so stand far down each HIS's queue: a hospital's PCs have the font that it
 * made for them, and here, where nobody has it, a walk through the first of the queue shows no empty boxes.
 */
// biome-ignore format: a table reads best as a table
export const RARE_NAMES: readonly string[] = [
  '王堃', '陳喆', '林峯', '𠮷永年', '李犇', '黃煊', '張栢榮', '温美玉', '趙羣英', '郭菓', '吳彣', '許㛢',
  '洪𡘙雄', '林𤧟', '游錫堃堃', '犇𠮷喆',
  '谷辣斯．尤達卡', '瓦歷斯‧諾幹', 'Djupelang‧Tjaljimaw 杜珮琅‧賈利茂', '撒韵‧武荖 Savungaz Valincinan',
  '拉娃谷倖', '伍麗華Saidhai‧Tahovecahe', '布農族長名拉瑪達‧星星‧達卡努瓦‧伊斯卡卡夫特', '歐陽娜娜', 'NGUYEN THI HONG',
  '高\uE000明', '蘇玉\uE0A5', '葉\uE311\uE312',
];

/** What fits into the 20 bytes that an NHI card has for a name, counted as Big5 does. */
export function nameOnCard(name: string): string {
  let bytes = 0;
  return [...name]
    .filter((char) => {
      bytes += char.charCodeAt(0) < 0x80 ? 1 : 2;
      return bytes <= 20;
    })
    .join('');
}
