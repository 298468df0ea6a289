import etSample from '../../shared/contract/et-sample.json' with { type: 'json' };
import eta from '../../shared/contract/eta.json' with { type: 'json' };
import etaFile from '../../shared/contract/eta-file.json' with { type: 'json' };
import etb from '../../shared/contract/etb.json' with { type: 'json' };
import etbBack from '../../shared/contract/etb-back.json' with { type: 'json' };
import etbBackFile from '../../shared/contract/etb-back-file.json' with { type: 'json' };
import etbFile from '../../shared/contract/etb-file.json' with { type: 'json' };
import etcCsv from '../../shared/contract/etc-csv.json' with { type: 'json' };
import etcHtmlDetailed from '../../shared/contract/etc-html-detailed.json' with { type: 'json' };
import etcHtmlSummary from '../../shared/contract/etc-html-summary.json' with { type: 'json' };
import etcXml from '../../shared/contract/etc-xml.json' with { type: 'json' };
import etd from '../../shared/contract/etd.json' with { type: 'json' };
import etdFile from '../../shared/contract/etd-file.json' with { type: 'json' };
import ete from '../../shared/contract/ete.json' with { type: 'json' };
import etf from '../../shared/contract/etf.json' with { type: 'json' };
import queryOther5 from '../../shared/contract/query-other-5.x.json' with { type: 'json' };
import queryOther6 from '../../shared/contract/query-other-6.0.json' with { type: 'json' };
import queryOwn5 from '../../shared/contract/query-own-5.x.json' with { type: 'json' };
import queryOwn6 from '../../shared/contract/query-own-6.0.json' with { type: 'json' };

/** The contract files that come with the product, in the guide's order. */
export const SHIPPED: readonly { file: string; data: unknown }[] = [
  { file: 'eta.json', data: eta },
  { file: 'eta-file.json', data: etaFile },
  { file: 'etb.json', data: etb },
  { file: 'etb-file.json', data: etbFile },
  { file: 'etd.json', data: etd },
  { file: 'etd-file.json', data: etdFile },
  { file: 'etb-back.json', data: etbBack },
  { file: 'etb-back-file.json', data: etbBackFile },
  { file: 'et-sample.json', data: etSample },
  { file: 'ete.json', data: ete },
  { file: 'etf.json', data: etf },
  { file: 'etc-xml.json', data: etcXml },
  { file: 'etc-csv.json', data: etcCsv },
  { file: 'etc-html-detailed.json', data: etcHtmlDetailed },
  { file: 'etc-html-summary.json', data: etcHtmlSummary },
  { file: 'query-own-6.0.json', data: queryOwn6 },
  { file: 'query-other-6.0.json', data: queryOther6 },
  { file: 'query-own-5.x.json', data: queryOwn5 },
  { file: 'query-other-5.x.json', data: queryOther5 },
];
