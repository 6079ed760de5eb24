import { v7 as uuid } from 'uuid';
import type { NewMail } from '../db/outbox.ts';
import type { City } from '../db/places.ts';
import type { Report } from '../db/reports.ts';
import type { AnyMail } from '../domain/notices.ts';
import { officeOf } from './apply-effects.ts';

interface Frame {
  readonly city: City;
  readonly now: number;
}

/** What every mail about a report knows. Links are made when it is written out. */
function envelope({ city, now }: Frame, report: Report, mail: AnyMail) {
  const district = city.byId.get(report.districtId) ?? city.portal;
  return {
    id: uuid({ msecs: now }),
    submissionId: null,
    mail,
    held: false,
    createdAt: now,
    sendAfter: now,
    replyTo: district.officeEmail,
    data: {
      reference: report.reference,
      title: report.subjectTitle,
      facts: [{ name: 'reportedPage', text: report.url }],
      office: officeOf(district, city.names.name),
    },
  };
}

/** To whoever reported it, in their language; nobody where no address was given. */
export function mailToReporter(
  frame: Frame,
  report: Report,
  mail: 'reportReceived' | 'reportKept' | 'reportCorrected' | 'reportRemoved',
  message: string,
): NewMail[] {
  if (report.reporterEmail === '') return [];
  const letter = envelope(frame, report, mail);
  return [
    {
      ...letter,
      toAddress: report.reporterEmail,
      toName: report.reporterName,
      language: report.language,
      data: { ...letter.data, message },
    },
  ];
}

/** To a coordinator: that there is one, and until when it waits. The reporter is named on the desk alone. */
export function noticeOfReport(
  frame: Frame,
  report: Report,
  to: { email: string; name: string; language: string },
): NewMail {
  const { city } = frame;
  const letter = envelope(frame, report, 'reportNotice');
  const isPortal = report.districtId === city.portal.id;
  return {
    ...letter,
    replyTo: isPortal ? '' : city.portal.officeEmail,
    toAddress: to.email,
    toName: to.name,
    language: to.language,
    data: { ...letter.data, deadline: report.dueAt },
  };
}
