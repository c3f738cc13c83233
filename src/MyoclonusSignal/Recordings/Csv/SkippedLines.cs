using System.Globalization;

namespace MyoclonusSignal.Recordings.Csv;

/// <summary>The lines of a table that are no rows and were passed over, as a lenient reader does: the first are told one by one.</summary>
/// <param name="warnings">Takes the warnings.</param>
internal sealed class SkippedLines(List<RecordingWarning> warnings)
{
    private const string Code = "line-skipped";

    // More would hide what else there is to say.
    private const int MostTold = 20;

    private long _count;

    /// <summary>Takes in a line that is no row.</summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="isMissing">Whether it counts as a row of missing samples.</param>
    public void Add(RecordingFormatException fault, bool isMissing)
    {
        _count++;
        if (_count <= MostTold)
        {
            string counted = isMissing ? "; its samples count as missing" : string.Empty;
            warnings.Add(new RecordingWarning(Code, null, null, null, $"{fault.Place}: expected {fault.Expected}, found {fault.Found}: skipped{counted}."));
        }
        else if (_count == MostTold + 1)
        {
            warnings.Add(new RecordingWarning(Code, null, null, null, "Further lines are skipped without being named."));
        }
    }

    /// <summary>Tells how many there were, where not all were told.</summary>
    public void Finish()
    {
        if (_count > MostTold)
        {
            warnings.Add(new RecordingWarning(Code, null, null, null, string.Create(CultureInfo.InvariantCulture, $"{_count} lines were skipped in all.")));
        }
    }
}
