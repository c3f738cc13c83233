using System.Globalization;
using System.Text;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// Distributes annotations over the data records: in the order given, each as early as it fits, so that what a reader must
/// know of a record's samples stands in that record or before it.
/// </summary>
internal sealed class AnnotationPlan
{
    // The start of the record, "+123456.123456789" and three bytes, with room to spare.
    public const int StartBytes = 32;

    private List<(long Deadline, byte[] List)> _lists = [];
    private int _next;

    /// <summary>Gets the bytes that a record has for annotations beside its start.</summary>
    public int Capacity { get; private set; }

    /// <summary>Adds one annotation.</summary>
    /// <param name="deadline">The last record in which it may stand.</param>
    /// <param name="onset">Its onset in seconds from the header's start time.</param>
    /// <param name="duration">Its duration, or <see langword="null"/>.</param>
    /// <param name="text">Its text.</param>
    public void Add(long deadline, double onset, double? duration, string text)
    {
        StringBuilder list = new(Onset(onset));
        if (duration is double seconds)
        {
            list.Append('\u0015').Append(Seconds(seconds));
        }

        list.Append('\u0014').Append(Clean(text)).Append("\u0014\0");
        _lists.Add((deadline, Encoding.UTF8.GetBytes(list.ToString())));
    }

    /// <summary>The start of a record.</summary>
    public static byte[] Start(double seconds) => Encoding.ASCII.GetBytes(Onset(seconds) + "\u0014\u0014\0");

    /// <summary>Settles how many bytes each record needs.</summary>
    public void Fit(long records)
    {
        _lists = [.. _lists.OrderBy(list => list.Deadline)];
        int low = _lists.Count == 0 ? 0 : _lists.Max(list => list.List.Length);
        int high = Math.Max(low, 1);
        while (!Fits(high, records))
        {
            low = high;
            high = checked(high * 2);
        }

        while (low < high && !Fits(low, records))
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Fits(middle, records) ? (low, middle) : (middle + 1, high);
        }

        Capacity = low;
    }

    /// <summary>Writes the annotations of the next record behind its start.</summary>
    public void Write(Span<byte> room)
    {
        int used = 0;
        while (_next < _lists.Count && used + _lists[_next].List.Length <= Math.Min(room.Length, Capacity))
        {
            _lists[_next].List.CopyTo(room[used..]);
            used += _lists[_next++].List.Length;
        }
    }

    private bool Fits(int capacity, long records)
    {
        long record = 0;
        int used = 0;
        foreach ((long deadline, byte[] list) in _lists)
        {
            if (used + list.Length > capacity)
            {
                record++;
                used = 0;
            }

            used += list.Length;
            if (used > capacity || record > deadline || record >= records)
            {
                return false;
            }
        }

        return true;
    }

    private static string Onset(double seconds) => (seconds < 0 ? "-" : "+") + Seconds(Math.Abs(seconds));

    private static string Seconds(double seconds) => seconds.ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>A text may hold tabs and line ends, but no other control characters (EDF+ 2.2.2).</summary>
    private static string Clean(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r') ? ' ' : letter));
}
