#include "forms/form_fixture.h"
