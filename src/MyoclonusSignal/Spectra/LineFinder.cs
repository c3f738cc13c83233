using System.Numerics;
using MyoclonusSignal.Filtering;
using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>
/// Finds lines in the spectrum of a signal as it goes on: frequencies of far more power than those beside them, in Hann
/// windows of about a second laid end to end.
/// </summary>
/// <remarks>
/// The logarithms of power are averaged, so that a few windows with bursts do not outweigh the rest, and samples beyond
/// <see cref="ClipLevel"/> are cut off, so that bursts in step with each other make no line. Nothing is allocated
/// after construction. Not thread-safe.
/// </remarks>
internal sealed class LineFinder
{
    private const double WindowSeconds = 1;

    // A Hann window shows a line in two bins to either side; neighbours are those from the third on.
    private const int NearestNeighbour = 3;
    private const int FarthestNeighbour = 10;
    private const int Neighbours = 2 * (FarthestNeighbour - NearestNeighbour + 1);

    // The mean logarithm of noise over n windows scatters by 5.6/√n dB. Of 900 bins, one exceeds 8 + 12/n dB in fewer than
    // one recording in a thousand.
    private const double LineDb = 8;
    private const double FewWindowsDb = 12;

    // Where a line stands, its harmonics are looked for at their few frequencies only.
    private const double HarmonicDb = 4;

    // While the spectrum is forgotten again, it is looked at each second of a night: none of 200 hours of noise had a line.
    private const double RunningDb = 13;

    // One window alone, over the mean power of twice as many neighbours: of 32 of them, half are independent, and noise
    // exceeds their mean a hundredfold with the probability (1 + 100/16)⁻¹⁶, once in 10¹³.
    private const double AtOnceRatio = 100;
    private const int FarthestAtOnce = 18;

    // Farther down there is rounding and not noise.
    private const double LeastGain = 1e-6;

    // Spares the comparison with all neighbours where those nearby are as large, in natural logarithms: 9 dB.
    private const double LeastRise = 2;

    // Another line may stand at the nearest of them, but not at this one as well.
    private const int FartherNeighbour = 5;

    // Two such peaks of noise lie beside each other more often than one stands alone.
    private const double BesideDb = 3;

    private static readonly double DecibelsOfLog = 10 / Math.Log(10);

    private readonly double _lowHz;
    private readonly double _highHz;
    private readonly double _binHz;
    private readonly int _memoryWindows;
    private readonly RealFft _transform;
    private readonly double[] _window;
    private readonly double[] _samples;
    private readonly double[] _windowed;
    private readonly Complex[] _spectrum;
    private readonly double[] _scratch;
    private readonly double[] _mean;
    private readonly double[] _last;
    private readonly double[] _shape;
    private int _filled;

    /// <summary>Initializes a new instance of the <see cref="LineFinder"/> class.</summary>
    /// <param name="filter">What the signal has come through; where its band ends, the spectrum falls and has no line.</param>
    /// <param name="lowHz">The lowest frequency looked at in Hz.</param>
    /// <param name="highHz">The highest one.</param>
    /// <param name="memoryWindows">After how many windows the spectrum is forgotten; 0 for never.</param>
    public LineFinder(SosCoefficients filter, double lowHz, double highHz, int memoryWindows)
    {
        double sampleRate = filter.SampleRate;
        int length = Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(WindowSeconds * sampleRate / Math.Sqrt(2))));
        _transform = new RealFft(length);
        _binHz = sampleRate / length;
        _lowHz = lowHz;
        _highHz = Math.Min(highHz, (sampleRate / 2) - ((FarthestNeighbour + 1) * _binHz));
        _memoryWindows = memoryWindows;
        _samples = new double[length];
        _windowed = new double[length];
        _window = new double[length];
        for (int i = 0; i < length; i++)
        {
            _window[i] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / length));
        }

        _spectrum = new Complex[_transform.SpectrumLength];
        _scratch = new double[_transform.ScratchLength];
        _mean = new double[_spectrum.Length];
        _last = new double[_spectrum.Length];
        _shape = new double[_spectrum.Length];
        for (int bin = 0; bin < _shape.Length; bin++)
        {
            double gain = filter.Response(bin * _binHz).Magnitude;
            _shape[bin] = Math.Log(Math.Max(gain * gain, LeastGain));
        }
    }

    /// <summary>Gets the length of a window in samples.</summary>
    public int WindowLength => _samples.Length;

    /// <summary>Gets how many samples the window that is open still takes.</summary>
    public int Room => _samples.Length - _filled;

    /// <summary>Gets how far apart two lines must be to be told apart, in Hz.</summary>
    public double ResolutionHz => 1.5 * _binHz;

    /// <summary>Gets how many windows the spectrum is the mean of.</summary>
    public int Windows { get; private set; }

    /// <summary>Gets or sets how far samples are taken for what they are; those beyond are cut off. 0 for all.</summary>
    public double ClipLevel { get; set; }

    /// <summary>Takes in samples up to the end of a window.</summary>
    /// <param name="input">The next samples of a gap-free stretch, at most as many as there is <see cref="Room"/> for.</param>
    /// <returns>Whether a window was completed.</returns>
    public bool Process(ReadOnlySpan<double> input)
    {
        input.CopyTo(_samples.AsSpan(_filled));
        _filled += input.Length;
        if (_filled < _samples.Length)
        {
            return false;
        }

        Measure();
        _filled = 0;
        return true;
    }

    /// <summary>Ends a gap-free stretch: no window reaches across a gap.</summary>
    public void EndSegment() => _filled = 0;

    /// <summary>Forgets the spectrum, after what it is of has changed.</summary>
    public void Forget() => Windows = 0;

    /// <summary>Gives the lines that stand now, the strongest first.</summary>
    /// <param name="found">Receives them in place of what it holds.</param>
    public void Find(List<FoundLine> found)
    {
        found.Clear();
        if (Windows == 0)
        {
            return;
        }

        int first = Math.Max(FarthestNeighbour + 1, (int)Math.Ceiling(_lowHz / _binHz));
        int last = (int)Math.Floor(_highHz / _binHz);
        double least = _memoryWindows == 0 ? LineDb + (FewWindowsDb / Windows) : Math.Max(RunningDb, LineDb + (FewWindowsDb / Windows));
        for (int bin = NextPeak(first, last); bin <= last; bin = NextPeak(bin + 1, last))
        {
            double excess = ExcessDb(bin);
            if (excess >= least)
            {
                found.Add(Line(_mean, bin, excess));
            }
            else if (_memoryWindows > 0 && StandsAtOnce(bin) is double now && now > 0)
            {
                found.Add(Line(_last, bin, now));
            }
        }

        found.Sort(static (a, b) => b.Amplitude.CompareTo(a.Amplitude));
    }

    /// <summary>Adds the harmonics of a line that stand too, though less than a line must of which nothing is known.</summary>
    /// <param name="fundamentalHz">The frequency of the line.</param>
    /// <param name="found">The lines found so far.</param>
    public void AddHarmonics(double fundamentalHz, List<FoundLine> found)
    {
        for (double hz = 2 * fundamentalHz; hz <= _highHz; hz += fundamentalHz)
        {
            int nearest = (int)Math.Round(hz / _binHz);
            int bin = nearest - 1;
            for (int other = nearest; other <= nearest + 1; other++)
            {
                bin = _mean[other] > _mean[bin] ? other : bin;
            }

            double excess = Windows > 0 && hz >= _lowHz && bin > FarthestNeighbour ? Excess(bin) : 0;
            if (excess >= HarmonicDb + (FewWindowsDb / Windows) && !found.Any(line => Math.Abs(line.Hz - hz) < 2 * _binHz))
            {
                found.Add(Line(_mean, bin, excess));
            }
        }
    }

    /// <summary>Passes over bins of which none is a peak, in whole vectors.</summary>
    private int NextPeak(int bin, int last)
    {
        for (; bin + Vector<double>.Count - 1 <= last; bin += Vector<double>.Count)
        {
            if (Vector.LessThanAny(Peaks(_mean, bin) | Peaks(_last, bin), Vector<long>.Zero))
            {
                break;
            }
        }

        return bin;
    }

    /// <summary>All bits set of each bin from one on that is a peak.</summary>
    private static Vector<long> Peaks(double[] logPower, int bin)
    {
        Vector<double> own = new(logPower, bin);
        Vector<double> rise = new(LeastRise);
        Vector<double> below = Vector.Min(new Vector<double>(logPower, bin - NearestNeighbour), new Vector<double>(logPower, bin - FartherNeighbour));
        Vector<double> above = Vector.Min(new Vector<double>(logPower, bin + NearestNeighbour), new Vector<double>(logPower, bin + FartherNeighbour));
        return Vector.GreaterThanOrEqual(own, new Vector<double>(logPower, bin - 1))
            & Vector.GreaterThan(own, new Vector<double>(logPower, bin + 1))
            & Vector.GreaterThan(own, below + rise)
            & Vector.GreaterThan(own, above + rise);
    }

    /// <summary>How far a bin stands out of those beside it, in decibels; 0 where it is no peak.</summary>
    private double ExcessDb(int bin) => !IsPeak(_mean, bin) ? 0 : IsAlone(_mean, bin) ? Excess(bin) : Excess(bin) - BesideDb;

    private double Excess(int bin)
    {
        double own = _mean[bin];
        Span<double> beside = stackalloc double[Neighbours];
        int count = 0;
        for (int offset = NearestNeighbour; offset <= FarthestNeighbour; offset++)
        {
            beside[count++] = _mean[bin - offset];
            beside[count++] = _mean[bin + offset];
        }

        beside.Sort();
        return (own - Statistics.Median(beside)) * DecibelsOfLog;
    }

    /// <summary>The same in the last window alone; 0 where that may be noise.</summary>
    private double StandsAtOnce(int bin)
    {
        if (!IsPeak(_last, bin) || !IsAlone(_last, bin) || bin <= FarthestAtOnce || bin >= _last.Length - FarthestAtOnce)
        {
            return 0;
        }

        double sum = 0;
        for (int offset = NearestNeighbour; offset <= FarthestAtOnce; offset++)
        {
            sum += Math.Exp(_last[bin - offset]) + Math.Exp(_last[bin + offset]);
        }

        double ratio = Math.Exp(_last[bin]) * 2 * (FarthestAtOnce - NearestNeighbour + 1) / Math.Max(sum, double.Epsilon);
        return ratio >= AtOnceRatio ? 10 * Math.Log10(ratio) : 0;
    }

    private static bool IsPeak(double[] logPower, int bin) =>
        logPower[bin] >= logPower[bin - 1] && logPower[bin] > logPower[bin + 1]
        && logPower[bin] > Math.Min(logPower[bin - NearestNeighbour], logPower[bin - FartherNeighbour]) + LeastRise
        && logPower[bin] > Math.Min(logPower[bin + NearestNeighbour], logPower[bin + FartherNeighbour]) + LeastRise;

    /// <summary>Returns true if no other peak stands at the nearest neighbours.</summary>
    private static bool IsAlone(double[] logPower, int bin) =>
        logPower[bin] > logPower[bin - NearestNeighbour] + LeastRise && logPower[bin] > logPower[bin + NearestNeighbour] + LeastRise;

    private FoundLine Line(double[] logPower, int bin, double excess)
    {
        // Between two bins of a Hann window the ratio of amplitudes tells where the line is (Rife and Vincent (1970),
        // doi:10.1002/j.1538-7305.1970.tb01766.x).
        int side = logPower[bin + 1] > logPower[bin - 1] ? 1 : -1;
        double ratio = Math.Exp((logPower[bin + side] - logPower[bin]) / 2);
        double offset = Math.Clamp(((2 * ratio) - 1) / (1 + ratio), 0, 0.5);

        // The window's own spectrum that far from its middle.
        double loss = offset == 0 ? 1 : Math.Sin(Math.PI * offset) / (Math.PI * offset) / (1 - (offset * offset));
        double amplitude = 4 * Math.Exp((logPower[bin] + _shape[bin]) / 2) / _samples.Length / loss;
        return new FoundLine((bin + (side * offset)) * _binHz, amplitude, excess);
    }

    private void Measure()
    {
        Vector<double> clip = new(ClipLevel > 0 ? ClipLevel : double.PositiveInfinity);
        for (int i = 0; i < _samples.Length; i += Vector<double>.Count)
        {
            Vector<double> samples = Vector.Max(-clip, Vector.Min(new Vector<double>(_samples, i), clip));
            (samples * new Vector<double>(_window, i)).CopyTo(_windowed, i);
        }

        _transform.Forward(_windowed, _spectrum, _scratch);
        Windows = _memoryWindows == 0 ? Windows + 1 : Math.Min(Windows + 1, _memoryWindows);
        for (int bin = 0; bin < _spectrum.Length; bin++)
        {
            Complex value = _spectrum[bin];
            _last[bin] = Math.Max((value.Real * value.Real) + (value.Imaginary * value.Imaginary), double.Epsilon);
        }

        Vector<double> weight = new(1.0 / Windows);
        int at = 0;
        for (; at + Vector<double>.Count <= _last.Length; at += Vector<double>.Count)
        {
            Vector<double> last = Vector.Log(new Vector<double>(_last, at)) - new Vector<double>(_shape, at);
            Vector<double> mean = new(_mean, at);
            last.CopyTo(_last, at);
            (mean + ((last - mean) * weight)).CopyTo(_mean, at);
        }

        for (; at < _last.Length; at++)
        {
            _last[at] = Math.Log(_last[at]) - _shape[at];
            _mean[at] += (_last[at] - _mean[at]) * weight[0];
        }
    }
}

/// <summary>A line in a spectrum.</summary>
/// <param name="Hz">Its frequency in Hz.</param>
/// <param name="Amplitude">Its amplitude in the signal's unit.</param>
/// <param name="ExcessDb">Its power over that beside it, in decibels.</param>
internal readonly record struct FoundLine(double Hz, double Amplitude, double ExcessDb);
