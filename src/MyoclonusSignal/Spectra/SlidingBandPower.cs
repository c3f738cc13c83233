using MyoclonusSignal.Signals;

namespace MyoclonusSignal.Spectra;

/// <summary>The power in a band within a window that slides sample by sample, for following a rhythm as it comes and goes.</summary>
/// <remarks>
/// <para>Each value equals the band power of a periodic Hann window over the last samples, computed by a sliding transform
/// of the bins in the band. Jacobsen and Lyons (2003), doi:10.1109/MSP.2003.1184347; the modulated form of Duda (2010),
/// doi:10.1109/LSP.2009.2032988.</para>
/// <para>A second set of sums starts from zero every window and then takes the place of the first, so no rounding error
/// and no artefact outlives two windows, however long the recording. A constant offset adds nothing. Any block size
/// gives the same values. A missing sample (NaN or infinite) empties the window. Cost: about 6 ns per sample and bin; no
/// allocation. Not thread-safe; one processor per channel.</para>
/// </remarks>
public sealed class SlidingBandPower
{
    private readonly int _firstBin;
    private readonly double _scale;
    private readonly double[] _cos;
    private readonly double[] _sin;
    private readonly double[] _samples;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _freshRe;
    private readonly double[] _freshIm;
    private int _position;
    private bool _isFull;

    /// <summary>Prepares a window for one channel.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="lowHz">Lowest frequency of the band, at least two steps of 1/window.</param>
    /// <param name="highHz">Highest frequency of the band, at least one step of 1/window below half the sampling rate.</param>
    /// <param name="windowSeconds">Length of the window in seconds, rounded to whole samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or no bin lies in the band.</exception>
    public SlidingBandPower(double sampleRate, double lowHz, double highHz, double windowSeconds)
    {
        Guard.ThrowIfNotSampleRate(sampleRate);
        Guard.ThrowIfOutside(windowSeconds, 8 / sampleRate, (1 << 24) / sampleRate);
        WindowLength = (int)Math.Round(windowSeconds * sampleRate);
        double stepHz = sampleRate / WindowLength;
        Guard.ThrowIfOutside(lowHz, 2 * stepHz * (1 - 1e-12), 0.5 * sampleRate);
        Guard.ThrowIfOutside(highHz, lowHz, (0.5 * sampleRate) - (stepHz * (1 - 1e-12)));
        _firstBin = (int)Math.Ceiling((lowHz / stepHz) - 1e-9);
        int lastBin = (int)Math.Floor((highHz / stepHz) + 1e-9);
        if (lastBin < _firstBin)
        {
            throw new ArgumentOutOfRangeException(nameof(highHz), highHz, "No multiple of 1/window lies in the band.");
        }

        BinCount = lastBin - _firstBin + 1;
        _samples = new double[WindowLength];
        _cos = new double[WindowLength];
        _sin = new double[WindowLength];
        for (int j = 0; j < WindowLength; j++)
        {
            (_sin[j], _cos[j]) = UnitCircle.SinCos(j, WindowLength);
        }

        // A Hann window mixes each bin with its two neighbours.
        _re = new double[BinCount + 2];
        _im = new double[BinCount + 2];
        _freshRe = new double[BinCount + 2];
        _freshIm = new double[BinCount + 2];

        // One-sided density 2|X|²/(fs·Σw²) times the step fs/n, with Σw² = 3n/8.
        _scale = 16.0 / (3.0 * WindowLength * WindowLength);
    }

    /// <summary>Gets the length of the window in samples.</summary>
    public int WindowLength { get; }

    /// <summary>Gets the number of bins in the band.</summary>
    public int BinCount { get; }

    /// <summary>Gives, for each sample, the band power in unit² of the window that ends with it.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="bandPower">As many values; NaN until the window is full. It may be the input's memory.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the spans overlap in part.</exception>
    public void Process(ReadOnlySpan<double> input, Span<double> bandPower)
    {
        Guard.ThrowIfNotInPlaceOrDisjoint(input, bandPower);
        for (int i = 0; i < input.Length; i++)
        {
            if (double.IsFinite(input[i]))
            {
                Add(input[i]);
                bandPower[i] = _isFull ? Power() : double.NaN;
            }
            else
            {
                Reset();
                bandPower[i] = double.NaN;
            }
        }
    }

    /// <summary>Empties the window, as at a gap.</summary>
    public void Reset()
    {
        _position = 0;
        _isFull = false;
        Array.Clear(_freshRe);
        Array.Clear(_freshIm);
    }

    private void Add(double sample)
    {
        double change = sample - _samples[_position];
        _samples[_position] = sample;
        int turn = (int)((long)(_firstBin - 1) * _position % WindowLength);
        for (int k = 0; k < _re.Length; k++)
        {
            double cos = _cos[turn];
            double sin = _sin[turn];
            _re[k] += change * cos;
            _im[k] -= change * sin;
            _freshRe[k] += sample * cos;
            _freshIm[k] -= sample * sin;
            turn += _position;
            turn = turn >= WindowLength ? turn - WindowLength : turn;
        }

        _position++;
        if (_position == WindowLength)
        {
            _position = 0;
            _isFull = true;
            _freshRe.CopyTo(_re, 0);
            _freshIm.CopyTo(_im, 0);
            Array.Clear(_freshRe);
            Array.Clear(_freshIm);
        }
    }

    /// <summary>Σ|½A[k] − ¼(e^(−iθ)·A[k−1] + e^(iθ)·A[k+1])|² with θ the turn of the window's first sample.</summary>
    private double Power()
    {
        double cos = _cos[_position];
        double sin = _sin[_position];
        double sum = 0;
        for (int k = 1; k <= BinCount; k++)
        {
            double re = (0.5 * _re[k])
                - (0.25 * ((cos * (_re[k - 1] + _re[k + 1])) + (sin * (_im[k - 1] - _im[k + 1]))));
            double im = (0.5 * _im[k])
                - (0.25 * ((cos * (_im[k - 1] + _im[k + 1])) - (sin * (_re[k - 1] - _re[k + 1]))));
            sum += (re * re) + (im * im);
        }

        return _scale * sum;
    }
}
