using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>How many whole data records a file has: its size tells, whatever the header states.</summary>
internal static class RecordCount
{
    public static long Find(EdfHeader header, long fileBytes, List<RecordingWarning> warnings)
    {
        long data = Math.Max(0, fileBytes - header.HeaderBytes);
        long whole = data / header.RecordBytes;
        long rest = data % header.RecordBytes;
        string stated = header.StatedRecords < 0 ? "-1 (unknown)" : header.StatedRecords.ToString(CultureInfo.InvariantCulture);
        if (rest > 0)
        {
            Warn(warnings, "truncated-record", string.Create(
                CultureInfo.InvariantCulture,
                $"Behind data record {whole} (the header states {stated}) {rest} of {header.RecordBytes} bytes follow, at byte {fileBytes - rest}: no whole record, left out."));
        }

        if (whole == 0)
        {
            Warn(warnings, "no-records", string.Create(
                CultureInfo.InvariantCulture, $"The file has no data record: the header states {stated}, and {data} bytes follow its {header.HeaderBytes}, where one record has {header.RecordBytes}."));
        }
        else if (whole != header.StatedRecords)
        {
            Warn(warnings, "record-count", string.Create(
                CultureInfo.InvariantCulture, $"The header states {stated} data records, the file has {whole}; these were read."));
        }

        return whole;
    }

    private static void Warn(List<RecordingWarning> warnings, string code, string text) =>
        warnings.Add(new RecordingWarning(code, null, null, null, text));
}
