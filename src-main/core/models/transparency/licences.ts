/** Licences by their SPDX ids that models and their data are under; the ids of spdx.org/licenses, in lower case. */
const known = new Set(
  (
    'mit apache-2.0 bsd-2-clause bsd-3-clause bsd-3-clause-clear 0bsd isc zlib unlicense cc0-1.0 wtfpl ' +
    'gpl-2.0 gpl-2.0-only gpl-2.0-or-later gpl-3.0 gpl-3.0-only gpl-3.0-or-later agpl-3.0 agpl-3.0-only ' +
    'agpl-3.0-or-later lgpl-2.1 lgpl-2.1-only lgpl-2.1-or-later lgpl-3.0 lgpl-3.0-only lgpl-3.0-or-later ' +
    'mpl-2.0 epl-1.0 epl-2.0 eupl-1.1 eupl-1.2 cddl-1.0 artistic-2.0 bsl-1.0 ecl-2.0 ms-pl postgresql ' +
    'python-2.0 upl-1.0 afl-3.0 osl-3.0 cecill-2.1 cecill-b cecill-c ' +
    'cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-3.0 ' +
    'cc-by-nc-sa-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 pddl-1.0 odbl-1.0 odc-by-1.0'
  ).split(' '),
)

export function isSpdx(licence: string): boolean {
  return known.has(licence.trim().toLowerCase())
}
