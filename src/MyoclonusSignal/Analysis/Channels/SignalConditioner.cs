using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The filters of one channel, one set for each axis. At the start of a segment they are shown what came before it, which is
/// told from the segment's first second; until then the samples are held back. The segment's first sample is taken off all of it, so
/// that of a constant nothing is left: of a large one the rounding of the filters would look like a signal. Lines are
/// taken out behind the filter.
/// </summary>
internal sealed class SignalConditioner
{
    /// <summary>The most samples conditioned at once.</summary>
    public const int ChunkSamples = 2048;

    // As many as the mains and its harmonics have in the band of EMG; more would take longer to fit than they disturb.
    private const int MostFittedLines = 9;

    private readonly double _sampleRate;
    private readonly SosFilter[] _filters;
    private readonly SosFilter[] _slowFilters;
    private readonly double[][] _head;
    private readonly double[] _magnitude = new double[ChunkSamples];
    private readonly double[] _origin;

    /// <summary>Initializes a new instance of the <see cref="SignalConditioner"/> class.</summary>
    /// <param name="plan">The filters.</param>
    /// <param name="axes">The number of axes, 1 or 3.</param>
    /// <param name="sampleRate">The sampling rate in Hz.</param>
    /// <param name="quantisationStep">The step of the converter, 0 where none shows.</param>
    public SignalConditioner(ConditioningPlan plan, int axes, double sampleRate, double quantisationStep = 0)
    {
        _sampleRate = sampleRate;
        _filters = plan.Filter is null ? [] : NewFilters(plan.Filter, axes);
        _slowFilters = plan.RhythmFilter is null ? [] : NewFilters(plan.RhythmFilter, axes);
        _origin = new double[axes];
        _head = NewBuffers(axes, Math.Max(1, (int)Math.Round(WarmStart.FitSeconds * sampleRate)));
        Filtered = NewBuffers(axes, ChunkSamples);
        Gravity = plan.RhythmFilter is not null && axes == 3 ? new GravityMeter(sampleRate) : null;
        Lines = plan.Filter is not null && plan.Lines is not null ? new LineRemoval(plan, LineRemoval.LeastAmplitude(quantisationStep)) : null;
        Slow = NewBuffers(axes, plan.RhythmFilter is null ? 0 : ChunkSamples);
        Filters = [.. _filters.Zip(Filtered), .. _slowFilters.Zip(Slow)];
    }

    /// <summary>Gets the samples in the band of the jerks, one array an axis; valid until the next chunk.</summary>
    public double[][] Filtered { get; }

    /// <summary>Gets the samples in the band of slow movement, of acceleration only; valid until the next chunk.</summary>
    public double[][] Slow { get; }

    /// <summary>Gets the filters of all axes, each with the buffer whose samples it filters in their place.</summary>
    public (SosFilter Filter, double[] Samples)[] Filters { get; }

    /// <summary>Gets what tells gravity, of three axes of acceleration.</summary>
    public GravityMeter? Gravity { get; }

    /// <summary>Gets what takes the lines out, of an EMG from which they are to be taken out.</summary>
    public LineRemoval? Lines { get; }

    /// <summary>Gets the number of samples held back.</summary>
    public int HeldCount { get; private set; }

    /// <summary>Gets a value indicating whether no more samples can be held back.</summary>
    public bool IsFull => HeldCount == _head[0].Length;

    /// <summary>Gets a value indicating whether the filters have seen what came before the segment.</summary>
    public bool IsPrimed { get; private set; }

    /// <summary>Forgets the segment.</summary>
    public void EndSegment()
    {
        IsPrimed = false;
        HeldCount = 0;
        Gravity?.EndSegment();
        Lines?.EndSegment();
    }

    /// <summary>Tells how many of some samples will be held back.</summary>
    public int Room(int count) => Math.Min(count, _head[0].Length - HeldCount);

    /// <summary>Holds back samples of every axis, as many as there is <see cref="Room"/> for.</summary>
    public void Hold(int axis, ReadOnlySpan<double> samples)
    {
        Gravity?.Process(axis, samples);
        if (HeldCount == 0 && !samples.IsEmpty)
        {
            _origin[axis] = samples[0];
        }

        Subtract(samples, _origin[axis], _head[axis].AsSpan(HeldCount));
    }

    /// <summary>States how many samples were held back on every axis.</summary>
    public void Held(int count) => HeldCount += count;

    /// <summary>Lets the filters see what came before the segment.</summary>
    /// <param name="startSeconds">When the segment began, on the recording's clock.</param>
    public void Prime(double startSeconds)
    {
        IsPrimed = true;
        double[] linesHz = Lines is null ? [] : [.. Lines.StrongestHz(MostFittedLines)];
        for (int axis = 0; axis < _filters.Length; axis++)
        {
            double[] lead = WarmStart.Lead(_head[axis].AsSpan(0, HeldCount), _sampleRate, linesHz);
            _filters[axis].Reset();
            double[] conditioned = new double[lead.Length];
            _filters[axis].Process(lead, conditioned);
            Lines?.BeginSegment(startSeconds, conditioned);
            if (_slowFilters.Length > 0)
            {
                _slowFilters[axis].Reset();
                _slowFilters[axis].Process(lead, lead);
            }
        }
    }

    /// <summary>Conditions samples that were held back.</summary>
    public void ConditionHeld(int at, int length)
    {
        for (int axis = 0; axis < _filters.Length; axis++)
        {
            ReadOnlySpan<double> samples = _head[axis].AsSpan(at, length);
            samples.CopyTo(Filtered[axis]);
            if (_slowFilters.Length > 0)
            {
                samples.CopyTo(Slow[axis]);
            }
        }

        Filter(length);
        EndChunk(length);
    }

    /// <summary>Takes in the next samples of one axis, at most <see cref="ChunkSamples"/>, which are then to be filtered.</summary>
    public void Begin(int axis, ReadOnlySpan<double> samples)
    {
        Gravity?.Process(axis, samples);
        Subtract(samples, _origin[axis], Filtered[axis]);
        if (_slowFilters.Length > 0)
        {
            Filtered[axis].AsSpan(0, samples.Length).CopyTo(Slow[axis]);
        }
    }

    /// <summary>Filters the samples of all axes that were taken in.</summary>
    public void Filter(int length)
    {
        foreach ((SosFilter filter, double[] samples) in Filters)
        {
            filter.Process(samples.AsSpan(0, length), samples.AsSpan(0, length));
        }
    }

    /// <summary>Does what is done behind the filters.</summary>
    public void EndChunk(int length) => Lines?.Process(Filtered[0].AsSpan(0, length));

    /// <summary>Gives what jerks are looked for in: the one axis, or the magnitude of all.</summary>
    public ReadOnlySpan<double> Detectable(int length)
    {
        if (_filters.Length == 1)
        {
            return Filtered[0].AsSpan(0, length);
        }

        Span<double> magnitude = _magnitude.AsSpan(0, length);
        for (int i = 0; i < length; i++)
        {
            double square = 0;
            foreach (double[] axis in Filtered)
            {
                square += axis[i] * axis[i];
            }

            magnitude[i] = Math.Sqrt(square);
        }

        return magnitude;
    }

    private static void Subtract(ReadOnlySpan<double> samples, double origin, Span<double> difference)
    {
        difference = difference[..samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            difference[i] = samples[i] - origin;
        }
    }

    private static SosFilter[] NewFilters(SosCoefficients coefficients, int axes) =>
        [.. Enumerable.Range(0, axes).Select(_ => new SosFilter(coefficients))];

    private static double[][] NewBuffers(int axes, int length) => [.. Enumerable.Range(0, axes).Select(_ => new double[length])];
}
