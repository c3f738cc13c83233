namespace MyoclonusSignal.Recordings.Edf;

/// <summary>Gathers the samples of all signals until a data record is whole, and writes it.</summary>
internal sealed class RecordBuffer
{
    private readonly EdfWritePlan _plan;
    private readonly Stream _output;
    private readonly List<double>[] _waiting;
    private readonly int[] _taken;
    private readonly byte[] _bytes;
    private double _segmentSeconds;
    private long _recordsInSegment;

    public RecordBuffer(EdfWritePlan plan, Stream output)
    {
        _plan = plan;
        _output = output;
        _waiting = [.. plan.Signals.Select(_ => new List<double>())];
        _taken = new int[plan.Signals.Count];
        _bytes = new byte[plan.RecordBytes];
    }

    /// <summary>Gets the number of records written.</summary>
    public long RecordCount { get; private set; }

    public void BeginSegment(double startSeconds)
    {
        _segmentSeconds = startSeconds;
        _recordsInSegment = 0;
    }

    public void Add(int signal, ReadOnlySpan<double> samples) => _waiting[signal].AddRange(samples);

    /// <summary>Writes the records that are whole.</summary>
    public void Flush()
    {
        while (_waiting.Length > 0 && IsWhole())
        {
            WriteRecord();
        }

        for (int i = 0; i < _waiting.Length; i++)
        {
            _waiting[i].RemoveRange(0, _taken[i]);
            _taken[i] = 0;
        }
    }

    /// <summary>Fills up the last record; the plan has an annotation that says from where on.</summary>
    public void EndSegment()
    {
        Flush();
        while (_waiting.Any(samples => samples.Count > 0))
        {
            for (int i = 0; i < _waiting.Length; i++)
            {
                double last = _waiting[i].Count > 0 ? _waiting[i][^1] : 0;
                while (_waiting[i].Count < _plan.Records.Samples[i])
                {
                    _waiting[i].Add(last);
                }
            }

            WriteRecord();
            Flush();
        }
    }

    private bool IsWhole()
    {
        for (int i = 0; i < _waiting.Length; i++)
        {
            if (_waiting[i].Count - _taken[i] < _plan.Records.Samples[i])
            {
                return false;
            }
        }

        return true;
    }

    private void WriteRecord()
    {
        int at = 0;
        for (int i = 0; i < _waiting.Length; i++)
        {
            SignalPlan signal = _plan.Signals[i];
            for (int sample = 0; sample < _plan.Records.Samples[i]; sample++)
            {
                int digital = signal.Digital(_waiting[i][_taken[i] + sample]);
                for (int part = 0; part < _plan.SampleBytes; part++)
                {
                    _bytes[at++] = (byte)(digital >> (8 * part));
                }
            }

            _taken[i] += _plan.Records.Samples[i];
        }

        Span<byte> annotations = _bytes.AsSpan(at);
        annotations.Clear();
        byte[] start = AnnotationPlan.Start(_plan.OriginSeconds + _segmentSeconds + (_recordsInSegment * _plan.Records.Seconds));
        start.CopyTo(annotations);
        _plan.Annotations.Write(annotations[start.Length..]);
        _output.Write(_bytes);
        _recordsInSegment++;
        RecordCount++;
    }
}
