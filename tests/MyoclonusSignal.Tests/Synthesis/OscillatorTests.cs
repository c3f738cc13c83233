using CsCheck;
using MyoclonusSignal.Synthesis;

namespace MyoclonusSignal.Tests.Synthesis;

public class OscillatorTests
{
    [Fact]
    public void ItIsTheSineOfItsPhase() =>
        Gen.Select(Gen.Double[0, 0.5], Gen.Double[0, 1]).Sample(
            (turnsPerSample, phase) =>
            {
                var oscillator = new Oscillator(turnsPerSample, phase);
                for (int index = 0; index < 2000; index++)
                {
                    Assert.Equal(PortableMath.SinTurns((index * turnsPerSample) + phase), oscillator.Next(), 1e-11);
                }
            },
            iter: 100);
}
