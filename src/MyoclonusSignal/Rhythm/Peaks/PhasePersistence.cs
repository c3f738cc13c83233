using MyoclonusSignal.Spectra;

namespace MyoclonusSignal.Rhythm;

/// <summary>Tells a rhythm from single pulses whose own shape makes a peak in the spectrum.</summary>
/// <remarks>
/// <para>
/// A limb that rings after a jerk, a jerk with two humps, or jerks that only keep a distance make a hump of the spectrum as a rhythm
/// does. What they do not have is a cycle that tells where several later ones lie. Two numbers are taken from the signal about the
/// peak, as a pointer of two periods, twice in a period. Recurrence is the coherence of the pointer with that of two, three and
/// four cycles later (the lagged coherence of Fransen et al. (2015), doi:10.1016/j.neuroimage.2015.06.003): a pulse's own length,
/// and whatever the intervals forget, takes it down. Evenness is the amplitude about a moment, over four cycles on either side, over
/// the amplitude of that moment, each moment weighted by its amplitude: 1 for a steady rhythm, near 0 for single pulses. Both go
/// with the amplitude and not the power: jerks of a true train are of very different sizes, and a few large ones would decide. And as
/// in the spectrum each moment is set against the level of its window, or a movement elsewhere would hide what is looked for. A third
/// number tells what is struck from what goes on: the skewness of the amplitude's change over a cycle. A limb that is struck and
/// rings rises at once and falls slowly, however long it rings; a rhythm waxes as it wanes.
/// </para>
/// <para>
/// Processes nothing live by itself; allocates nothing behind its construction. Not thread-safe.
/// </para>
/// </remarks>
internal sealed class PhasePersistence
{
    private const int Periods = 2;
    private const int PerPeriod = 2;
    private static readonly int[] TrainLags = [2, 3, 4];

    // A line that is found only as one, by its constant phase, must hold it longer than a few cycles.
    private static readonly int[] LineLags = [6, 9, 12];
    private const int EvenCycles = 4;

    // Long stretches are looked at piece by piece, so that the memory is bounded.
    private const int PieceSamples = 4096;

    private readonly double[] _samples;
    private readonly double[] _sums;
    private readonly double[] _real;
    private readonly double[] _imaginary;
    private readonly double[] _pointerReal;
    private readonly double[] _pointerImaginary;
    private readonly double[] _weight;
    private readonly double[] _crossReal = new double[TrainLags.Length];
    private readonly double[] _crossImaginary = new double[TrainLags.Length];
    private readonly double[] _early = new double[TrainLags.Length];
    private readonly double[] _late = new double[TrainLags.Length];
    private int[] _lags = TrainLags;
    private double _even;
    private double _squares;
    private double _changeSquares;
    private double _changeCubes;
    private long _changes;

    /// <summary>Initializes a new instance of the <see cref="PhasePersistence"/> class.</summary>
    /// <param name="longest">The length of the longest stretch in samples.</param>
    public PhasePersistence(long longest)
    {
        int length = (int)Math.Min(longest, 2 * PieceSamples);
        _samples = new double[length];
        _sums = new double[length + 1];
        _real = new double[length];
        _imaginary = new double[length];
        _pointerReal = new double[length];
        _pointerImaginary = new double[length];
        _weight = new double[length];
    }

    /// <summary>Gives what the stretches have together.</summary>
    public PhaseEvidence Evidence()
    {
        double sum = 0;
        for (int lag = 0; lag < _lags.Length; lag++)
        {
            double norm = Math.Sqrt(_early[lag] * _late[lag]);
            sum += norm > 0 ? double.Hypot(_crossReal[lag], _crossImaginary[lag]) / norm : 0;
        }

        double variance = _changeSquares / Math.Max(1, _changes);
        double skewness = variance > 0 ? _changeCubes / _changes / (variance * Math.Sqrt(variance)) : 0;
        return new PhaseEvidence(sum / _lags.Length, _squares > 0 ? _even / _squares : 0, skewness);
    }

    /// <summary>Forgets what was looked at.</summary>
    /// <param name="isLine">Whether what is looked at next was found as a line, and not as a train that may jitter.</param>
    public void Clear(bool isLine = false)
    {
        _lags = isLine ? LineLags : TrainLags;
        Array.Clear(_crossReal);
        Array.Clear(_crossImaginary);
        Array.Clear(_early);
        Array.Clear(_late);
        _even = 0;
        _squares = 0;
        _changeSquares = 0;
        _changeCubes = 0;
        _changes = 0;
    }

    /// <summary>Looks at a stretch without a gap.</summary>
    /// <param name="axes">The samples.</param>
    /// <param name="start">The first one.</param>
    /// <param name="end">The one behind the last.</param>
    /// <param name="axis">The direction to project on.</param>
    /// <param name="cycleSamples">The length of a cycle in samples.</param>
    /// <param name="levels">The windows by whose level each moment is divided.</param>
    public void Add(SampleStore[] axes, long start, long end, ReadOnlySpan<double> axis, double cycleSamples, WindowedPower levels)
    {
        long pieces = Math.Max(1, (end - start) / PieceSamples);
        for (long piece = 0; piece < pieces; piece++)
        {
            long from = start + ((end - start) * piece / pieces);
            long to = start + ((end - start) * (piece + 1) / pieces);
            AddPiece(axes, from, (int)(to - from), axis, cycleSamples, levels);
        }
    }

    private void AddPiece(SampleStore[] axes, long start, int length, ReadOnlySpan<double> axis, double cycleSamples, WindowedPower levels)
    {
        Project(axes, start, length, axis);
        Demodulate(length, cycleSamples);
        int count = Point(length, cycleSamples, start, levels);
        for (int lag = 0; lag < _lags.Length; lag++)
        {
            for (int k = 0; k + (_lags[lag] * PerPeriod) < count; k++)
            {
                int later = k + (_lags[lag] * PerPeriod);
                _crossReal[lag] += (_pointerReal[k] * _pointerReal[later]) + (_pointerImaginary[k] * _pointerImaginary[later]);
                _crossImaginary[lag] += (_pointerReal[k] * _pointerImaginary[later]) - (_pointerImaginary[k] * _pointerReal[later]);
                _early[lag] += _weight[k];
                _late[lag] += _weight[later];
            }
        }

        const int Reach = EvenCycles * PerPeriod;
        double about = 0;
        for (int k = 0; k < Math.Min(Reach, count); k++)
        {
            about += _weight[k];
        }

        for (int k = 0; k < count; k++)
        {
            about += k + Reach < count ? _weight[k + Reach] : 0;
            about -= k > Reach ? _weight[k - Reach - 1] : 0;
            int cells = Math.Min(count - 1, k + Reach) - Math.Max(0, k - Reach) + 1;
            _even += _weight[k] * about / cells;
            _squares += _weight[k] * _weight[k];
        }

        for (int k = PerPeriod; k < count; k++)
        {
            double change = _weight[k] - _weight[k - PerPeriod];
            _changeSquares += change * change;
            _changeCubes += change * change * change;
            _changes++;
        }
    }

    private void Project(SampleStore[] axes, long start, int length, ReadOnlySpan<double> axis)
    {
        Span<double> samples = _samples.AsSpan(0, length);
        axes[0].CopyTo(start, samples);
        if (axes.Length == 1)
        {
            return;
        }

        Span<double> other = _real.AsSpan(0, length);
        for (int a = 0; a < axes.Length; a++)
        {
            axes[a].CopyTo(start, other);
            for (int n = 0; n < length; n++)
            {
                samples[n] = (a == 0 ? 0 : samples[n]) + (axis[a] * other[n]);
            }
        }
    }

    // The mean over a cycle is taken off, so that a slow movement does not reach the pointers; then the frequency is brought to 0.
    private void Demodulate(int length, double cycleSamples)
    {
        _sums[0] = 0;
        for (int n = 0; n < length; n++)
        {
            _sums[n + 1] = _sums[n] + _samples[n] - _samples[0];
        }

        int cycle = Math.Max(1, (int)Math.Round(cycleSamples));
        (double sin, double cos) = Math.SinCos(2 * Math.PI / cycleSamples);
        (double real, double imaginary) = (1, 0);
        for (int n = 0; n < length; n++)
        {
            int from = Math.Max(0, n - (cycle / 2));
            int to = Math.Min(length, n - (cycle / 2) + cycle);
            double x = _samples[n] - _samples[0] - ((_sums[to] - _sums[from]) / (to - from));
            _real[n] = x * real;
            _imaginary[n] = x * imaginary;
            (real, imaginary) = ((real * cos) + (imaginary * sin), (imaginary * cos) - (real * sin));
        }
    }

    private int Point(int length, double cycleSamples, long origin, WindowedPower levels)
    {
        int width = Math.Max(5, (int)Math.Round(Periods * cycleSamples));
        if (length < width)
        {
            return 0;
        }

        // _samples is free again: it takes the window.
        Span<double> window = _samples.AsSpan(0, width);
        Window.Hann(window);
        double step = cycleSamples / PerPeriod;
        int count = (int)((length - width) / step) + 1;
        int at = 0;
        for (int k = 0; k < count; k++)
        {
            int start = (int)(k * step);
            double real = 0;
            double imaginary = 0;
            for (int n = 0; n < width; n++)
            {
                real += window[n] * _real[start + n];
                imaginary += window[n] * _imaginary[start + n];
            }

            double amplitude = double.Hypot(real, imaginary);

            // The window whose middle is nearest.
            long middle = origin + start + (width / 2) - (levels.WindowLength / 2);
            while (at + 1 < levels.Count && Math.Abs(levels.StartOf(at + 1) - middle) <= Math.Abs(levels.StartOf(at) - middle))
            {
                at++;
            }

            double level = Math.Sqrt(levels.LevelOf(at));
            double scale = amplitude > 0 ? 1 / Math.Sqrt(amplitude * level) : 0;
            _pointerReal[k] = real * scale;
            _pointerImaginary[k] = imaginary * scale;
            _weight[k] = amplitude / level;
        }

        return count;
    }
}

/// <summary>Whether a peak goes on from cycle to cycle.</summary>
/// <param name="Recurrence">The mean coherence of a moment with two, three and four cycles later, 0 to 1.</param>
/// <param name="Evenness">How evenly the amplitude is spread about where it is: 1 for a steady rhythm, near 0 for single pulses.</param>
/// <param name="Suddenness">
/// The skewness of the amplitude's change over a cycle: about 0 where it rises as it falls, above 1 where it rises at once and rings down.
/// </param>
internal readonly record struct PhaseEvidence(double Recurrence, double Evenness, double Suddenness)
{
    /// <summary>The recurrence a rhythm has at least.</summary>
    /// <remarks>Chance alone has so much in 10 s. Of 380 trains of 20 s at 6 dB whose intervals vary by 0.15 one in a hundred has 0.16.</remarks>
    private const double LeastRecurrence = 0.12;

    /// <summary>The least product of the peak's prominence, the sixth power of evenness and the root of recurrence.</summary>
    /// <remarks>
    /// By simulation, of candidates of the peak test. The weights are those of a logistic regression, rounded, of trains at 6 dB whose
    /// intervals vary by 0.15 against jerks of a limb and of a muscle that keep a least distance and vary by 0.4 and more; it leaves little to
    /// recurrence once the other two are known. Two of 480 such trains of 20 s have less and none of 450 of 10 s; of 1960 records of
    /// 30 to 90 s without a rhythm two have more, of 800 of 10 to 20 s, which are too short to tell the two apart for sure, 28.
    /// </remarks>
    private const double LeastProduct = 0.58;

    // A single pulse's own shape makes a peak as tall as it likes: what is above the usual height of such trains counts no more.
    private const double MostProminence = 5;

    /// <summary>How many times as much the best of many stretches must have, where the rest of the record has as much amplitude.</summary>
    /// <remarks>The most that one of 1960 records of jerks behind a dead time has is 1.7 times the least product.</remarks>
    private const double ChosenRatio = 1.8;

    // Or it recurs in so many cycles as no stretch does by chance, which goes with their root: two of 1960 records do.
    private const double ChosenRecurrence = 0.15;
    private const double ChosenChance = 2;

    /// <summary>What is less even than any train may be a rhythm that comes and goes, if it comes as it goes.</summary>
    /// <remarks>
    /// Trains have an evenness of 0.81 and more, also in 10 of 60 s or with amplitudes that vary by a factor of 1.8; limbs that ring for 0.1 to
    /// 0.5 s after isolated jerks at most 0.77. The suddenness of those that ring for 0.3 s or more is 1.1 to 5, and of a stretch
    /// that was chosen within a fall as far below 0.
    /// </remarks>
    private const double TrainEvenness = 0.8;
    private const double MostSuddenness = 0.5;

    // Where rings run into each other they may be as even as the least even trains, and as sudden as no train.
    private const double SteadyEvenness = 0.9;
    private const double MostTrainSuddenness = 0.9;

    /// <summary>Returns true if it goes on for more cycles than single pulses and chance would.</summary>
    /// <param name="prominence">How many times the peak exceeds its flanks.</param>
    /// <param name="chosenOfCycles">
    /// The cycles of the stretch, where it is the best of many that might as well have been it; infinity for any other.
    /// </param>
    public bool IsRhythm(double prominence, double chosenOfCycles = double.PositiveInfinity)
    {
        bool isChosen = double.IsFinite(chosenOfCycles);
        double square = Evenness * Evenness;
        double product = Math.Min(prominence, MostProminence) * square * square * square * Math.Sqrt(Recurrence);
        bool recurs = Evenness >= TrainEvenness && Recurrence >= ChosenRecurrence + (ChosenChance / Math.Sqrt(chosenOfCycles));
        return Recurrence >= LeastRecurrence
            && product >= LeastProduct
            && (!isChosen || recurs || product >= ChosenRatio * LeastProduct)
            && (Evenness >= TrainEvenness || (isChosen ? Math.Abs(Suddenness) : Suddenness) <= MostSuddenness)
            && (Evenness >= SteadyEvenness || Suddenness <= MostTrainSuddenness);
    }
}
