using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Detection;

/// <summary>
/// Finds silent periods (negative jerks) inside contractions of one conditioned EMG signal, as a stream: no parameter has to be
/// set, no threshold depends on the unit, and the result is the same whatever the block size.
/// </summary>
/// <remarks>
/// <para>The input is a band-passed EMG; it must not contain NaN: split the recording into segments first, and use one
/// detector, or <see cref="Reset"/>, for each.</para>
/// <para>Method: bins of 5 ms are scored by the logarithm of the likelihood of silence over that of contraction; a silence is a
/// stretch of largest sum. How large such sums are in the contraction itself, where motor units leave natural gaps, is measured
/// on its own short gaps, and their exponential tail (Karlin and Altschul (1990), doi:10.1073/pnas.87.6.2264) gives the sum that
/// is exceeded <see cref="SilentPeriodOptions.FalseAlarmsPerHour"/> times. Onset and offset are refined to the change point of
/// the likelihood ratio (Staude and Wolf (1999), doi:10.1016/S1350-4533(99)00067-3). The contraction must be there on both
/// sides, at much the same level, and must last; what ends it, or lies between bursts, is no silent period.</para>
/// <para>Where the muscle does not rest within the last minute, the depth of the silence alone decides, at a fiftieth of the
/// rate of false alarms. A silence that lasts up to the end of the signal, or from its start, is not reported.</para>
/// <para>Nothing is allocated after construction, but where more than 64 silences follow each other within five seconds. Not
/// thread-safe; one per channel.</para>
/// </remarks>
public sealed class SilentPeriodDetector
{
    // So far ahead of the search the signal is known: what follows a silence, and the rest that follows soon.
    private const double AheadSeconds = 2;

    // The longest silence, the rise to its end, and what is measured before it.
    private const double BehindSeconds = 2.5;

    private readonly SilenceHistory _history;
    private readonly TonicLevel _level;
    private readonly TailReverser? _tails;
    private readonly SilenceSeries _series;
    private readonly SilenceFinder _finder;
    private readonly long _aheadCells;
    private long _cells;
    private long _tailCells;
    private bool _isFinished;

    /// <summary>Initializes a new instance of the <see cref="SilentPeriodDetector"/> class.</summary>
    /// <param name="options">What counts as a silent period.</param>
    /// <param name="sampleRate">The sampling rate of the input in Hz.</param>
    /// <param name="minimumFloorRms">
    /// The smallest level of rest to believe in, as root mean square in the input's unit: the noise of quantisation.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An option or number is outside its range.</exception>
    public SilentPeriodDetector(SilentPeriodOptions options, double sampleRate, double minimumFloorRms = 0)
        : this(options, sampleRate, minimumFloorRms, null, 0)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="SilentPeriodDetector"/> class.</summary>
    /// <param name="options">What counts as a silent period.</param>
    /// <param name="sampleRate">The sampling rate of the input in Hz.</param>
    /// <param name="minimumFloorRms">The smallest level of rest to believe in.</param>
    /// <param name="filter">The band-pass before the detector, whose ringing behind strong bursts is taken away, or <see langword="null"/>.</param>
    /// <param name="delaySeconds">The delay of that filter in seconds.</param>
    internal SilentPeriodDetector(
        SilentPeriodOptions options, double sampleRate, double minimumFloorRms, SosCoefficients? filter, double delaySeconds)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfOutside(minimumFloorRms, 0, double.MaxValue);
        Options = options;
        SampleRate = sampleRate;
        _history = new SilenceHistory(sampleRate, AheadSeconds + BehindSeconds);
        _level = new TonicLevel(_history, sampleRate, Math.Max(1e-300, minimumFloorRms * minimumFloorRms));
        _tails = filter is null ? null : new TailReverser(filter, delaySeconds, _history, _level, sampleRate);
        _series = new SilenceSeries(sampleRate, options.SustainedSeconds, _history.CellSamples);
        _finder = new SilenceFinder(_history, _level, _series, options, sampleRate);
        _aheadCells = (long)Math.Ceiling(AheadSeconds * sampleRate / _history.CellSamples);
    }

    /// <summary>Gets the options the detector was made with.</summary>
    public SilentPeriodOptions Options { get; }

    /// <summary>Gets the sampling rate of the input in Hz.</summary>
    public double SampleRate { get; }

    /// <summary>
    /// Gets how many samples after its offset a silent period is reported at the latest: some 4 s, or 9 s in a series of them.
    /// </summary>
    public long LatencySamples =>
        ((_aheadCells + 2) * _history.CellSamples) + (2 * _series.FollowedSamples) + _series.LongestSamples;

    /// <summary>
    /// Gets the time in seconds during which the muscle was contracted, silences included; where it never rests and silences
    /// were found, all of it.
    /// </summary>
    public double ContractionSeconds => _finder.TonicSeconds;

    /// <summary>Gets where contractions were, in samples, with the samples of contraction in each; not those of a muscle that never rests.</summary>
    internal ReadOnlySpan<(long Start, long End, double Samples)> Contractions => _series.Contractions;

    /// <summary>Takes in samples up to the next settled silent period.</summary>
    /// <param name="input">The next samples; none may be NaN.</param>
    /// <param name="consumed">How many of them were taken in; call again with the rest.</param>
    /// <param name="silence">The silent period, where the result is <see langword="true"/>. They come in the order of their onsets.</param>
    /// <returns>Whether a silent period is ready; where <see langword="false"/>, all of the input has been taken in.</returns>
    /// <exception cref="InvalidOperationException">The signal was finished; call <see cref="Reset"/> first.</exception>
    public bool TryRead(ReadOnlySpan<double> input, out int consumed, out SilentPeriod silence)
    {
        if (_isFinished)
        {
            throw new InvalidOperationException("The signal was finished with TryFinish; Reset the detector for the next one.");
        }

        consumed = 0;
        while (!_series.TryTake(out silence))
        {
            if (consumed == input.Length)
            {
                return false;
            }

            bool isCellKnown = _history.Fill(input[consumed..], out int taken);
            consumed += taken;
            if (isCellKnown)
            {
                _level.AddCell();
                if (_tails is not null && _history.CellCount > _tails.AheadCells)
                {
                    _tails.Process(_tailCells++);
                }

                if (_history.CellCount > _aheadCells)
                {
                    _finder.Process(_cells++);
                }
            }
        }

        return true;
    }

    /// <summary>Ends the signal and gives the silent periods that were not settled yet, one a call.</summary>
    /// <param name="silence">The silent period, where the result is <see langword="true"/>.</param>
    /// <returns><see langword="false"/> when there is no further one.</returns>
    public bool TryFinish(out SilentPeriod silence)
    {
        if (!_isFinished)
        {
            _isFinished = true;
            _history.Finish();
            while (_tails is not null && _tailCells < _history.CellCount)
            {
                _tails.Process(_tailCells++);
            }

            while (_cells < _history.CellCount)
            {
                _finder.Process(_cells++);
            }

            _series.Finish(_history.SampleCount);
        }

        return _series.TryTake(out silence);
    }

    /// <summary>Forgets everything: the next sample is the first of a new signal.</summary>
    public void Reset()
    {
        _history.Reset();
        _level.Reset();
        _series.Reset();
        _finder.Reset();
        _cells = 0;
        _tailCells = 0;
        _isFinished = false;
    }
}

/// <summary>One silent period inside a contraction (a negative jerk), in samples of the detector's input.</summary>
/// <param name="Start">Index of the first sample of the silence: where the activity has fallen to half its amplitude.</param>
/// <param name="End">Index of the sample behind the last one.</param>
/// <param name="DeepestIndex">Index of the sample in the middle of the weakest stretch of at most 20 ms.</param>
/// <param name="PeakAmplitude">Largest magnitude inside the silence, in the input's unit.</param>
/// <param name="RmsAmplitude">Root mean square inside the silence, away from its edges, in the input's unit.</param>
/// <param name="Area">Area under the rectified signal inside the silence, in the input's unit times seconds.</param>
/// <param name="TonicRms">Root mean square of the contraction around it, the weaker of both sides, in the input's unit.</param>
/// <param name="RestRms">Root mean square of the muscle at rest, in the input's unit; NaN where no rest was seen.</param>
/// <param name="DepthDb">Power inside over the power of the contraction around it, in decibels: negative.</param>
/// <param name="OnsetUncertaintySeconds">Half the width of the central 68 % of the onset's likelihood, in seconds.</param>
/// <param name="OffsetUncertaintySeconds">The same of the offset.</param>
public readonly record struct SilentPeriod(
    long Start,
    long End,
    long DeepestIndex,
    double PeakAmplitude,
    double RmsAmplitude,
    double Area,
    double TonicRms,
    double RestRms,
    double DepthDb,
    double OnsetUncertaintySeconds,
    double OffsetUncertaintySeconds)
{
    /// <summary>Gets the number of samples of the silence.</summary>
    public long Length => End - Start;
}
