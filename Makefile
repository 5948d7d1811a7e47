# The same commands for everyone, CI too. Each sets SimPTSP up in .venv first if need be.
# Without make (Windows): py tools\bootstrap.py start
PYTHON ?= python3

.PHONY: start lab test check bench verify faults data lock

start:   ## lessons on http://localhost:8866
lab:     ## the notebooks in JupyterLab
test:    ## all tests
check:   ## style, types, layers and health numbers
bench:   ## one table: speed of both engines and of other simulators
verify:  ## the long checks with a fresh seed
faults:  ## plant each known fault in a copy of the code and see its test fail
data:    ## build the data packages from raw, and the cards of the scenarios
lock:    ## write requirements.lock anew from pyproject.toml

start lab test check bench verify faults data lock:
	@$(PYTHON) tools/bootstrap.py $@ $(ARGS)
