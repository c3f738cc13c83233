using System.Globalization;

namespace MyoclonusSignal.Recordings.Edf;

/// <summary>
/// What the annotation signals of the records tell: when each record starts, remarks for a person, and which samples are fillings.
/// </summary>
internal sealed class AnnotationSignals
{
    /// <summary>EDF+ 3.3: the label of the signal that a text is about follows; none, where our writer has a text with such a mark in it.</summary>
    public const string ChannelMark = "@@";

    private readonly IReadOnlyList<EdfSignal> _signals;
    private readonly int _sampleBytes;
    private readonly AnnotationParser _parser = new();
    private readonly List<(double Onset, double? Duration, string Text)> _pending = [];

    public AnnotationSignals(EdfHeader header)
    {
        _signals = [.. header.Signals.Where(signal => signal.IsAnnotations && signal.SamplesPerRecord > 0)];
        _sampleBytes = header.SampleBytes;
    }

    /// <summary>Gets a value indicating whether there is any such signal; without one the records follow each other.</summary>
    public bool HasSignals => _signals.Count > 0;

    /// <summary>Gets the annotations read so far.</summary>
    public List<RecordingAnnotation> Annotations { get; } = [];

    /// <summary>Gets the stretches without samples that are not over yet.</summary>
    public List<AbsentStretch> Absent { get; } = [];

    /// <summary>Gets the last decimal of the starts read so far in seconds; infinite before the first.</summary>
    public double StartResolutionSeconds { get; private set; } = double.PositiveInfinity;

    /// <summary>Reads those of one record; gives the record's start in seconds from the header's start time, where it is stated.</summary>
    public double? Read(RecordBytes bytes, long record, long recordPosition)
    {
        double? start = null;
        for (int i = 0; i < _signals.Count; i++)
        {
            EdfSignal signal = _signals[i];
            ReadOnlySpan<byte> own = bytes.Read(record, signal.RecordOffset, signal.SamplesPerRecord * _sampleBytes);
            IReadOnlyList<TimestampedTexts> lists = _parser.Parse(own, recordPosition + signal.RecordOffset);
            for (int list = 0; list < lists.Count; list++)
            {
                bool isStart = i == 0 && list == 0 && lists[0].IsRecordStart;
                if (isStart)
                {
                    start = lists[0].OnsetSeconds;
                    StartResolutionSeconds = Math.Min(StartResolutionSeconds, lists[0].OnsetResolution);
                }

                Take(lists[list]);
            }
        }

        return start;
    }

    /// <summary>Puts what was read since the last call on the recording's clock, whose zero the first record tells.</summary>
    public void Settle(double originSeconds)
    {
        foreach ((double onset, double? duration, string text) in _pending)
        {
            int at = text.LastIndexOf(ChannelMark, StringComparison.Ordinal);
            bool hasChannel = at >= 0 && at + ChannelMark.Length < text.Length;
            string channel = hasChannel ? text[(at + ChannelMark.Length)..] : string.Empty;
            bool isQuoted = at == text.Length - ChannelMark.Length && text.AsSpan(0, Math.Max(at, 0)).Contains(ChannelMark, StringComparison.Ordinal);
            string words = hasChannel || isQuoted ? text[..at] : text;
            if (duration is double length && (text == AbsentStretch.FillText || (hasChannel && words == AbsentStretch.MissingText)))
            {
                Absent.Add(new AbsentStretch(onset - originSeconds, onset - originSeconds + length, hasChannel ? channel : null));
            }
            else
            {
                Annotations.Add(new RecordingAnnotation(onset - originSeconds, duration, words, hasChannel ? channel : null));
            }
        }

        _pending.Clear();
    }

    /// <summary>Says what was odd about the annotations.</summary>
    public void Finish(List<RecordingWarning> warnings)
    {
        if (_parser.BrokenCount > 0)
        {
            warnings.Add(new RecordingWarning("annotation-broken", null, null, null, string.Create(
                CultureInfo.InvariantCulture,
                $"{_parser.BrokenCount} annotations could not be read, the first at byte {_parser.FirstBroken}; they were left out.")));
        }

        if (_parser.OddTexts > 0)
        {
            warnings.Add(new RecordingWarning("annotation-not-utf8", null, null, null, string.Create(
                CultureInfo.InvariantCulture, $"{_parser.OddTexts} annotations are not UTF-8 and were read as Latin-1.")));
        }
    }

    private void Take(TimestampedTexts list)
    {
        foreach (string text in list.Texts)
        {
            if (text.Length > 0)
            {
                _pending.Add((list.OnsetSeconds, list.DurationSeconds, text));
            }
        }
    }
}
