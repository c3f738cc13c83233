namespace MyoclonusSignal.Synthesis;

/// <summary>A sine of constant frequency, sample by sample: a rotation by a fixed angle, set anew from its phase now and then.</summary>
internal struct Oscillator
{
    // So often that the rounding of the rotations stays below 1e-13.
    private const int SamplesBetweenAnchors = 256;

    private readonly double _turnsPerSample;
    private readonly double _phase;
    private readonly double _stepSine;
    private readonly double _stepCosine;
    private double _sine;
    private double _cosine;
    private long _index;

    /// <summary>Initializes a new instance of the <see cref="Oscillator"/> struct.</summary>
    /// <param name="turnsPerSample">The frequency as a fraction of the sampling rate.</param>
    /// <param name="phase">The phase at the first sample, in turns.</param>
    public Oscillator(double turnsPerSample, double phase)
    {
        _turnsPerSample = turnsPerSample;
        _phase = phase;
        _stepSine = PortableMath.SinTurns(turnsPerSample);
        _stepCosine = PortableMath.CosTurns(turnsPerSample);
    }

    /// <summary>The sine at the current sample; goes on to the next one.</summary>
    public double Next()
    {
        if (_index % SamplesBetweenAnchors == 0)
        {
            double turns = (_index * _turnsPerSample) + _phase;
            _sine = PortableMath.SinTurns(turns);
            _cosine = PortableMath.CosTurns(turns);
        }

        double sine = _sine;
        _sine = (sine * _stepCosine) + (_cosine * _stepSine);
        _cosine = (_cosine * _stepCosine) - (sine * _stepSine);
        _index++;
        return sine;
    }
}
