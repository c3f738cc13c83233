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
/// in the spectrum each moment is set against the level of its window, or a movement elsewhere would hide what is looked for.
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

        return new PhaseEvidence(sum / _lags.Length, _squares > 0 ? _even / _squares : 0);
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
/// <param name="Evenness">How evenly the power is spread about where it is: 1 for a steady rhythm, near 0 for single pulses.</param>
internal readonly record struct PhaseEvidence(double Recurrence, double Evenness)
{
    /// <summary>The recurrence a rhythm has at least.</summary>
    /// <remarks>
    /// By simulation, of candidates of the peak test: trains whose intervals vary by 0.15 have 0.18 to 0.47 (1 to 99 % of 120 records of
    /// 20 s at 6 dB), and at 3 dB 0.13 to 0.53; jerks behind a dead time that vary by 0.4 have up to 0.16 in 60 s.
    /// </remarks>
    private const double LeastRecurrence = 0.15;

    /// <summary>The least product of recurrence and the fourth power of evenness.</summary>
    /// <remarks>
    /// The trains above have an evenness of 0.84 to 0.93, jerks that vary by a factor of 1.8 in amplitude in a train 0.74 to 0.82 with a
    /// recurrence of 0.58 and more; limbs that ring for 0.1 to 0.3 s after isolated jerks have 0.37 to 0.61 and up to 0.51. Of the
    /// powers 2 to 5 the fourth leaves the fewest of these, and of jerks behind a dead time, where it keeps 99 of 100 trains.
    /// </remarks>
    private const double LeastProduct = 0.085;

    /// <summary>Less will do in a whole record where it is even, by this much times the root of how far the peak rises above its flanks.</summary>
    /// <remarks>
    /// Short and faint trains forget their phase by their noise. Their peaks are tall: jerks behind a dead time, which are as even, have
    /// up to 3.2 times their flanks and with it 0.075·1.8.
    /// </remarks>
    private const double LeastTallProduct = 0.14;
    private const double LeastTallRecurrence = 0.13;
    private const double TallEvenness = 0.8;

    // What the best of many stretches has to have more, over the root of its cycles, as chance goes with that root: of 220 records of
    // jerks of a limb behind a dead time 15 had a stretch with a recurrence of 0.14 to 0.29 in some 114 cycles, and a product of up to
    // 0.125. A train that fills half of such a stretch has 0.13 to 0.16 at worst.
    private const double ChosenRecurrence = 0.5;
    private const double ChosenProduct = 6;

    /// <summary>Returns true if it goes on for more cycles than single pulses and chance would.</summary>
    /// <param name="prominence">How many times the peak exceeds its flanks.</param>
    /// <param name="chosenOfCycles">The cycles of the stretch, where it is the best of many; infinity for a whole record.</param>
    public bool IsRhythm(double prominence, double chosenOfCycles = double.PositiveInfinity)
    {
        double chance = 1 / Math.Sqrt(chosenOfCycles);
        double square = Evenness * Evenness;
        double product = Recurrence * square * square;
        bool isTall = double.IsPositiveInfinity(chosenOfCycles) && Evenness >= TallEvenness
            && Recurrence >= LeastTallRecurrence && product * Math.Sqrt(prominence) >= LeastTallProduct;
        return isTall
            || (Recurrence >= LeastRecurrence + (ChosenRecurrence * chance) && product >= LeastProduct * (1 + (ChosenProduct * chance)));
    }
}
